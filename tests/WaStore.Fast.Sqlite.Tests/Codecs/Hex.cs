using System.Buffers;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

static class Hex
{
    /// <summary>The bytes of hexadecimal parts; <c>32*11</c> repeats a byte.</summary>
    public static byte[] Bytes(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(part => part.Split('*') is [var count, var value]
            ? Enumerable.Repeat(Convert.FromHexString(value)[0], int.Parse(count, null))
            : Convert.FromHexString(part))];

    public static byte[] Encode<T>(T value, Action<T, IBufferWriter<byte>> encode)
    {
        var output = new ArrayBufferWriter<byte>();
        encode(value, output);
        return output.WrittenSpan.ToArray();
    }
}
