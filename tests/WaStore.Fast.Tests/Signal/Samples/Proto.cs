namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>Writes protobuf by hand, so that the tests do not believe what they test.</summary>
static class Proto
{
    internal static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    internal static byte[] Varint(int field, ulong value) => Join(Number(((ulong)field << 3) | 0), Number(value));

    internal static byte[] Bytes(int field, params IEnumerable<byte[]> content)
    {
        var joined = Join(content);
        return Join(Number(((ulong)field << 3) | 2), Number((ulong)joined.Length), joined);
    }

    internal static byte[] Fixed32(int field, uint value) => Join(Number(((ulong)field << 3) | 5), BitConverter.GetBytes(value));

    internal static byte[] Fixed64(int field, ulong value) => Join(Number(((ulong)field << 3) | 1), BitConverter.GetBytes(value));

    static byte[] Number(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
