namespace WaStore.Fast.Stores;

/// <summary>A Curve25519 key pair. Stored as 64 bytes: private, then public without the 0x05 prefix (spec/storage.md 3.2).</summary>
/// <param name="Private">The private key, 32 bytes.</param>
/// <param name="Public">The public key, 32 bytes; trusted, not derived again.</param>
public readonly record struct DeviceKeyPair(Key32 Private, Key32 Public)
{
    /// <summary>How many bytes a stored pair has: 64.</summary>
    public const int Length = 2 * Key32.Length;

    /// <summary>Reads a stored pair.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 64 bytes long.</exception>
    public static DeviceKeyPair FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? new DeviceKeyPair(new Key32(bytes[..Key32.Length]), new Key32(bytes[Key32.Length..]))
            : throw new ArgumentException($"A key pair is {Length} bytes long, not {bytes.Length}.", nameof(bytes));

    /// <summary>Writes the pair as it is stored to the first 64 bytes of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than 64 bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException($"A key pair needs {Length} bytes, not {destination.Length}.", nameof(destination));
        }

        Private.CopyTo(destination);
        Public.CopyTo(destination[Key32.Length..]);
    }
}
