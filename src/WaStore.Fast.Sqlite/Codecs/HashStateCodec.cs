using System.Buffers;
using System.Text;
using System.Text.Unicode;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// `app_state_versions.state_data`: protobuf {1 version uint64, 2 hash of 128 bytes, 3 map of string to bytes, 4 latch bool}, or
/// bincode of an old writer, which has no latch (spec/storage.md 3.3).
/// </summary>
static class HashStateCodec
{
    const int Version = 1;
    const int Hash = 2;
    const int IndexValueMap = 3;
    const int MacMismatchFatal = 4;
    const int EntryKey = 1;
    const int EntryValue = 2;

    /// <summary>Decodes a stored state; null when <see cref="BlobForm.Undecodable"/>.</summary>
    public static BlobForm Decode(ReadOnlySpan<byte> blob, out HashState? state)
    {
        if (TryDecodeProtobuf(blob, out state))
        {
            return BlobForm.Protobuf;
        }

        return TryDecodeBincode(blob, out state) ? BlobForm.Bincode : BlobForm.Undecodable;
    }

    /// <summary>Whether a blob has the outline of a bincode state; allocates nothing. A few protobuf states have it too: <see cref="Decode"/> tells.</summary>
    public static bool HasBincodeShape(ReadOnlySpan<byte> blob)
    {
        var reader = new BincodeReader(blob);
        if (!reader.TryReadUnsigned(out _) || !reader.TryReadFixed(HashState.HashLength, out _) || !reader.TryReadUnsigned(out var count))
        {
            return false;
        }

        for (; count > 0; count--)
        {
            if (!reader.TryReadBytes(out _) || !reader.TryReadBytes(out _))
            {
                return false;
            }
        }

        return reader.AtEnd;
    }

    /// <summary>
    /// Writes a state as protobuf: the map by the ordinal of its keys, so that equal states have equal bytes, and the fields of a
    /// newer writer last, as they were read.
    /// </summary>
    public static void Encode(HashState state, IBufferWriter<byte> output)
    {
        var writer = new ProtoWriter(output);
        writer.WriteVarintUnlessZero(Version, state.Version);
        writer.WriteBytes(Hash, state.Hash.Span);
        foreach (var (key, value) in state.IndexValueMap.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var size = ProtoWriter.BytesFieldSize(EntryKey, Encoding.UTF8.GetByteCount(key)) + ProtoWriter.BytesFieldSize(EntryValue, value.Length);
            writer.WriteLengthPrefix(IndexValueMap, size);
            writer.WriteString(EntryKey, key);
            writer.WriteBytes(EntryValue, value.Span);
        }

        writer.WriteVarintUnlessZero(MacMismatchFatal, state.MacMismatchFatal ? 1UL : 0);
        writer.WriteRaw(state.UnknownFields.Span);
    }

    static bool TryDecodeProtobuf(ReadOnlySpan<byte> blob, out HashState? state)
    {
        state = null;
        ulong version = 0;
        ReadOnlySpan<byte> hash = default;
        var map = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var latch = false;
        var unknown = new ArrayBufferWriter<byte>();
        var reader = new ProtoReader(blob);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (Version, WireType.Varint):
                    version = reader.Value;
                    break;
                case (Hash, WireType.LengthDelimited):
                    hash = reader.Bytes;
                    break;
                case (IndexValueMap, WireType.LengthDelimited) when TryAddEntry(reader.Bytes, map):
                    break;
                case (MacMismatchFatal, WireType.Varint):
                    latch = reader.Value != 0;
                    break;
                case (Version or Hash or IndexValueMap or MacMismatchFatal, _):
                    return false;
                default:
                    unknown.Write(reader.Field);
                    break;
            }
        }

        if (reader.IsMalformed || hash.Length != HashState.HashLength)
        {
            return false;
        }

        state = new HashState
        {
            Version = version,
            Hash = hash.ToArray(),
            IndexValueMap = map,
            MacMismatchFatal = latch,
            UnknownFields = unknown.WrittenMemory,
        };
        return true;
    }

    static bool TryAddEntry(ReadOnlySpan<byte> entry, Dictionary<string, ReadOnlyMemory<byte>> map)
    {
        ReadOnlySpan<byte> key = default;
        ReadOnlySpan<byte> value = default;
        var reader = new ProtoReader(entry);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (EntryKey, WireType.LengthDelimited):
                    key = reader.Bytes;
                    break;
                case (EntryValue, WireType.LengthDelimited):
                    value = reader.Bytes;
                    break;
                case (EntryKey or EntryValue, _):
                    return false;
                default:
                    break;
            }
        }

        return !reader.IsMalformed && TryAdd(map, key, value);
    }

    static bool TryDecodeBincode(ReadOnlySpan<byte> blob, out HashState? state)
    {
        state = null;
        var reader = new BincodeReader(blob);
        if (!reader.TryReadUnsigned(out var version)
            || !reader.TryReadFixed(HashState.HashLength, out var hash)
            || !reader.TryReadUnsigned(out var count)
            || count > (ulong)reader.Remaining)
        {
            return false;
        }

        var map = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (var i = 0UL; i < count; i++)
        {
            if (!reader.TryReadBytes(out var key) || !reader.TryReadBytes(out var value) || !TryAdd(map, key, value))
            {
                return false;
            }
        }

        if (!reader.AtEnd)
        {
            return false;
        }

        state = new HashState { Version = version, Hash = hash.ToArray(), IndexValueMap = map };
        return true;
    }

    static bool TryAdd(Dictionary<string, ReadOnlyMemory<byte>> map, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(key))
        {
            return false;
        }

        map[Encoding.UTF8.GetString(key)] = value.ToArray();
        return true;
    }
}
