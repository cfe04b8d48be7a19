using System.Text;
using System.Text.Json;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>The three blobs of the store as protobuf, written from <c>expected.json</c> by a second encoder, so that the codec under test is not its own witness.</summary>
static class ProtobufBlobs
{
    internal static byte[] SyncKey(JsonElement key) =>
    [
        .. BytesUnlessEmpty(1, key.GetProperty("keyData").GetBytesFromBase64()),
        .. BytesUnlessEmpty(2, key.GetProperty("fingerprint").GetBytesFromBase64()),
        .. Number(3, (ulong)key.GetProperty("timestamp").GetInt64()),
    ];

    /// <summary>The map in the order of its keys; the latch, which bincode did not have, is off and so left out.</summary>
    internal static byte[] Version(JsonElement state) =>
    [
        .. Number(1, state.GetProperty("version").GetUInt64()),
        .. Bytes(2, state.GetProperty("hash").GetBytesFromBase64()),
        .. state.GetProperty("indexValueMap").EnumerateObject().OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry => Bytes(3, [.. Bytes(1, Encoding.UTF8.GetBytes(entry.Name)), .. Bytes(2, entry.Value.GetBytesFromBase64())])),
    ];

    internal static byte[] CertChain(JsonElement chain) =>
        [.. Bytes(1, Cert(chain.GetProperty("intermediate"))), .. Bytes(2, Cert(chain.GetProperty("leaf")))];

    static byte[] Cert(JsonElement cert) =>
    [
        .. Bytes(1, cert.GetProperty("key").GetBytesFromBase64()),
        .. Number(2, (ulong)cert.GetProperty("notBefore").GetInt64()),
        .. Number(3, (ulong)cert.GetProperty("notAfter").GetInt64()),
    ];

    static byte[] BytesUnlessEmpty(int field, byte[] value) => value.Length == 0 ? [] : Bytes(field, value);

    static byte[] Bytes(int field, byte[] value) => [(byte)((field << 3) | 2), .. Varint((ulong)value.Length), .. value];

    static IEnumerable<byte> Number(int field, ulong value) => value == 0 ? [] : [(byte)(field << 3), .. Varint(value)];

    static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
