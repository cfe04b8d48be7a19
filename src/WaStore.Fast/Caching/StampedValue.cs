namespace WaStore.Fast.Caching;

/// <summary>A value with the generation it was written under: a version byte, 16 bytes of generation, the value.</summary>
static class StampedValue
{
    const byte Version = 1;
    const int GenerationLength = 16;
    const int HeaderLength = 1 + GenerationLength;

    internal static byte[] Wrap(Guid generation, ReadOnlySpan<byte> value)
    {
        var stamped = new byte[HeaderLength + value.Length];
        stamped[0] = Version;
        _ = generation.TryWriteBytes(stamped.AsSpan(1));
        value.CopyTo(stamped.AsSpan(HeaderLength));
        return stamped;
    }

    /// <summary>The generation; null when this is not ours, or another version's.</summary>
    internal static Guid? GenerationOf(ReadOnlySpan<byte> stamped) =>
        stamped.Length >= HeaderLength && stamped[0] == Version ? new Guid(stamped.Slice(1, GenerationLength)) : null;

    /// <summary>The value, if it is of that generation.</summary>
    internal static byte[]? Unwrap(byte[] stamped, Guid generation) => GenerationOf(stamped) == generation ? stamped[HeaderLength..] : null;
}
