using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Which row was found corrupt, and with which content. Its keys name people: never in a message.</summary>
/// <param name="Source">Its table.</param>
/// <param name="DeviceId">Its account.</param>
/// <param name="Keys">The values of <see cref="QuarantineSource.Keys"/>: text, a blob, or an integer as it is stored.</param>
/// <param name="Fingerprint">The hash of table, keys and content.</param>
sealed record CorruptRow(QuarantineSource Source, int DeviceId, object[] Keys, Key32 Fingerprint)
{
    internal static CorruptRow Of(QuarantineSource source, int deviceId, ReadOnlySpan<byte> content, params object[] keys) =>
        new(source, deviceId, keys, Hash(source, keys, content));

    /// <summary>Whether the row has this content still.</summary>
    internal bool Has(ReadOnlySpan<byte> content) => Hash(Source, Keys, content).Equals(Fingerprint);

    /// <summary>The table alone.</summary>
    public override string ToString() => $"corrupt row of {Source.Place}";

    static Key32 Hash(QuarantineSource source, object[] keys, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(source.Place));
        foreach (var key in keys)
        {
            Append(hash, key switch
            {
                string text => Encoding.UTF8.GetBytes(text),
                byte[] blob => blob,
                _ => BitConverter.GetBytes((long)key),
            });
        }

        Append(hash, content);
        return new Key32(hash.GetHashAndReset());
    }

    // With its length, so that no two lists of parts are the same bytes.
    static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
