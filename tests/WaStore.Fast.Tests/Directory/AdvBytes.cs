using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Tests.Directories;

/// <summary>An ADVSignedKeyIndexList, made by hand.</summary>
static class AdvBytes
{
    public static byte[] KeyIndexList(uint? rawId, uint currentIndex, params uint[] valid)
    {
        var details = new List<byte>();
        if (rawId is { } id)
        {
            Field(details, 1, id);
        }

        Field(details, 2, 1_790_000_000);
        Field(details, 3, currentIndex);
        var packed = new List<byte>();
        foreach (var index in valid)
        {
            Varint(packed, index);
        }

        Bytes(details, 4, [.. packed]);
        Field(details, 5, 0);
        return Signed([.. details]);
    }

    public static byte[] Signed(byte[] details)
    {
        var list = new List<byte>();
        Bytes(list, 1, details);
        Bytes(list, 2, new byte[64]);
        Bytes(list, 3, new byte[32]);
        return [.. list];
    }

    public static void Field(List<byte> message, int number, ulong value)
    {
        Varint(message, ((ulong)number << 3) | (ulong)WireType.Varint);
        Varint(message, value);
    }

    static void Bytes(List<byte> message, int number, byte[] value)
    {
        Varint(message, ((ulong)number << 3) | (ulong)WireType.LengthDelimited);
        Varint(message, (ulong)value.Length);
        message.AddRange(value);
    }

    static void Varint(List<byte> message, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            message.Add((byte)(value | 0x80));
        }

        message.Add((byte)value);
    }
}
