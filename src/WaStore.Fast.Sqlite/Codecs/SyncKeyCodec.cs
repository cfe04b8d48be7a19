using System.Buffers;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>`app_state_keys.key_data`: protobuf {1 key bytes, 2 fingerprint bytes, 3 timestamp int64}, or bincode of an old writer.</summary>
static class SyncKeyCodec
{
    const int KeyLength = 32;

    const int KeyData = 1;
    const int Fingerprint = 2;
    const int Timestamp = 3;

    /// <summary>Decodes a stored key; null when <see cref="BlobForm.Undecodable"/>.</summary>
    /// <remarks>
    /// The order matters (spec/storage.md 3.3): about one bincode key in a thousand has the shape of a protobuf message, so each form
    /// is first tried with a key of exactly 32 bytes. What passes both is bincode: 6 of 10 million bincode keys do (simulated), and no protobuf
    /// does, because its writers begin with field 1, 2 or 3, never with the byte 32. What fails both and is well-formed protobuf is a row that the reference
    /// rejects; anything else may be a bincode key of another length, which its old writer stored and returned. A migration
    /// re-encodes bincode keys of 32 bytes only: as protobuf, a shorter one would look like a rejected row.
    /// </remarks>
    public static BlobForm Decode(ReadOnlySpan<byte> blob, out AppStateSyncKey? key)
    {
        var isBincode = TryParseBincode(blob, out var legacy);
        var isProtobuf = TryParseProtobuf(blob, out var parsed);
        if (isProtobuf && parsed.Key.Length == KeyLength && !(isBincode && legacy.Key.Length == KeyLength))
        {
            key = parsed.ToKey();
            return BlobForm.Protobuf;
        }

        if (isBincode && (legacy.Key.Length == KeyLength || !isProtobuf))
        {
            key = legacy.ToKey();
            return BlobForm.Bincode;
        }

        key = null;
        return BlobForm.Undecodable;
    }

    /// <summary>Whether an undecodable blob is a protobuf key with another length than 32 bytes, which the reference rejects too, and not mere damage.</summary>
    public static bool IsOfAnotherLength(ReadOnlySpan<byte> blob) => TryParseProtobuf(blob, out var parsed) && parsed.Key.Length != KeyLength;

    /// <summary>Writes a key as protobuf. Any length of key, as the reference writes it (spec/storage.md 1.2).</summary>
    public static void Encode(AppStateSyncKey key, IBufferWriter<byte> output)
    {
        var writer = new ProtoWriter(output);
        writer.WriteBytesUnlessEmpty(KeyData, key.KeyData.Span);
        writer.WriteBytesUnlessEmpty(Fingerprint, key.Fingerprint.Span);
        writer.WriteVarintUnlessZero(Timestamp, (ulong)key.Timestamp);
    }

    static bool TryParseProtobuf(ReadOnlySpan<byte> blob, out Parts parts)
    {
        parts = default;
        var reader = new ProtoReader(blob);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (KeyData, WireType.LengthDelimited):
                    parts.Key = reader.Bytes;
                    break;
                case (Fingerprint, WireType.LengthDelimited):
                    parts.Fingerprint = reader.Bytes;
                    break;
                case (Timestamp, WireType.Varint):
                    parts.Timestamp = (long)reader.Value;
                    break;
                case (KeyData or Fingerprint or Timestamp, _):
                    return false;
                default:
                    break;
            }
        }

        return !reader.IsMalformed;
    }

    static bool TryParseBincode(ReadOnlySpan<byte> blob, out Parts parts)
    {
        parts = default;
        var reader = new BincodeReader(blob);
        return reader.TryReadBytes(out parts.Key)
            && reader.TryReadBytes(out parts.Fingerprint)
            && reader.TryReadSigned(out parts.Timestamp)
            && reader.AtEnd;
    }

    /// <summary>A key in place: slices of the blob.</summary>
    ref struct Parts
    {
        public ReadOnlySpan<byte> Key;
        public ReadOnlySpan<byte> Fingerprint;
        public long Timestamp;

        public readonly AppStateSyncKey ToKey() => new(Key.ToArray(), Fingerprint.ToArray(), Timestamp);
    }
}
