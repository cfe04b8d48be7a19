using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Directories;

/// <summary>Which key indexes of an account are valid, as the account signed it (ADVKeyIndexList, spec/caches.md 7.6). The signature is the caller's to check.</summary>
public sealed class KeyIndexList
{
    /// <summary>How many indexes are taken; an account has a handful.</summary>
    public const int MaxIndexes = 65_536;

    readonly HashSet<uint> _valid = [];

    KeyIndexList()
    {
    }

    /// <summary>The account's raw id; it changes when the user registers anew. Null when the list has none.</summary>
    public uint? RawId { get; private set; }

    /// <summary>When the list was made, unix seconds.</summary>
    public ulong Timestamp { get; private set; }

    /// <summary>The highest index that the list knows of: what is above came later.</summary>
    public uint CurrentIndex { get; private set; }

    /// <summary>The valid indexes.</summary>
    public IReadOnlySet<uint> ValidIndexes => _valid;

    /// <summary>Reads an ADVSignedKeyIndexList; null for bytes that are none, which callers take leniently.</summary>
    public static KeyIndexList? TryRead(ReadOnlySpan<byte> signedList)
    {
        var reader = new ProtoReader(signedList);
        ReadOnlySpan<byte> details = default;
        // Empty details are a list that knows no index; none at all are no list.
        var hasDetails = false;
        while (reader.Read())
        {
            if (reader is { FieldNumber: 1, WireType: WireType.LengthDelimited })
            {
                details = reader.Bytes;
                hasDetails = true;
            }
        }

        return hasDetails && !reader.IsMalformed ? TryReadDetails(details) : null;
    }

    /// <summary>Whether a device with this key index still belongs to the account. The primary one always does.</summary>
    public bool Accepts(DeviceInfo device) => device.DeviceId == 0 || (device.KeyIndex is { } index && (index > CurrentIndex || _valid.Contains(index)));

    static KeyIndexList? TryReadDetails(ReadOnlySpan<byte> details)
    {
        var list = new KeyIndexList();
        var reader = new ProtoReader(details);
        while (reader.Read())
        {
            if (!list.TryTake(reader))
            {
                return null;
            }
        }

        return reader.IsMalformed ? null : list;
    }

    bool TryTake(in ProtoReader field)
    {
        switch (field.FieldNumber, field.WireType)
        {
            case (1, WireType.Varint):
                RawId = (uint)field.Value;
                return true;
            case (2, WireType.Varint):
                Timestamp = field.Value;
                return true;
            case (3, WireType.Varint):
                CurrentIndex = (uint)field.Value;
                return true;
            case (4, WireType.Varint):
                return TryAdd(field.Value);
            case (4, WireType.LengthDelimited):
                return TryAddPacked(field.Bytes);
            default:
                // A field of a known number and another type is no list; an unknown one is a newer writer's.
                return field.FieldNumber > 4;
        }
    }

    bool TryAddPacked(ReadOnlySpan<byte> packed)
    {
        while (!packed.IsEmpty)
        {
            ulong value = 0;
            var shift = 0;
            byte current;
            do
            {
                if (packed.IsEmpty || shift > 63)
                {
                    return false;
                }

                current = packed[0];
                packed = packed[1..];
                value |= (ulong)(current & 0x7F) << shift;
                shift += 7;
            }
            while (current >= 0x80);

            if (!TryAdd(value))
            {
                return false;
            }
        }

        return true;
    }

    bool TryAdd(ulong index)
    {
        _ = _valid.Add((uint)index);
        return _valid.Count <= MaxIndexes;
    }
}
