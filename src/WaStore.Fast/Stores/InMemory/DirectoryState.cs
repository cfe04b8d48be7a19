using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>LID-PN mappings and the device registry.</summary>
sealed record DirectoryState
{
    long _rows;

    internal static DirectoryState Empty { get; } = new();

    internal ImmutableDictionary<string, LidPnRow> Mappings { get; private init; } = ImmutableDictionary<string, LidPnRow>.Empty;

    /// <summary>The LIDs of a phone, nearly always one.</summary>
    internal ImmutableDictionary<string, ImmutableArray<string>> Phones { get; private init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    internal ImmutableDictionary<string, DeviceListRecord> DeviceLists { get; private init; } = ImmutableDictionary<string, DeviceListRecord>.Empty;

    internal DirectoryState PutMappings(ReadOnlySpan<LidPnMapping> entries)
    {
        var (mappings, phones, rows) = (Mappings.ToBuilder(), Phones.ToBuilder(), _rows);
        foreach (var entry in entries)
        {
            if (!mappings.TryGetValue(entry.Lid, out var stored))
            {
                mappings[entry.Lid] = new LidPnRow(entry, rows++);
                phones[entry.PhoneNumber] = phones.GetValueOrDefault(entry.PhoneNumber, []).Add(entry.Lid);
                continue;
            }

            // created_at and the place among equals keep their first values (spec/storage.md 1.8).
            mappings[entry.Lid] = stored with { Mapping = entry with { CreatedAt = stored.Mapping.CreatedAt } };
            if (stored.Mapping.PhoneNumber != entry.PhoneNumber)
            {
                Unlink(phones, stored.Mapping);
                phones[entry.PhoneNumber] = phones.GetValueOrDefault(entry.PhoneNumber, []).Add(entry.Lid);
            }
        }

        return this with { Mappings = mappings.ToImmutable(), Phones = phones.ToImmutable(), _rows = rows };
    }

    /// <summary>Of a phone's mappings the one updated last, of equally new ones the one that was there first (spec/storage.md 1.3).</summary>
    internal LidPnMapping? ByPhone(string phone)
    {
        LidPnRow? best = null;
        foreach (var lid in Phones.GetValueOrDefault(phone, []))
        {
            var row = Mappings[lid];
            best = best is { } other && !row.IsBefore(other) ? other : row;
        }

        return best?.Mapping;
    }

    internal DirectoryState UpdateDeviceLists(ReadOnlySpan<DeviceListRecord> records)
    {
        var lists = DeviceLists.ToBuilder();
        foreach (var record in records)
        {
            // The time has 32 bits in the file (spec/storage.md 3.5).
            lists[record.User] = record with { Devices = Array.AsReadOnly(record.Devices.ToArray()), Timestamp = unchecked((int)record.Timestamp) };
        }

        return this with { DeviceLists = lists.ToImmutable() };
    }

    internal DirectoryState DeleteDevices(string user) => this with { DeviceLists = DeviceLists.Remove(user) };

    static void Unlink(ImmutableDictionary<string, ImmutableArray<string>>.Builder phones, LidPnMapping mapping)
    {
        var left = phones[mapping.PhoneNumber].Remove(mapping.Lid);
        if (left.IsEmpty)
        {
            _ = phones.Remove(mapping.PhoneNumber);
        }
        else
        {
            phones[mapping.PhoneNumber] = left;
        }
    }
}

/// <summary>A mapping and its place in the order of arrival, which breaks ties between mappings of one phone.</summary>
readonly record struct LidPnRow(LidPnMapping Mapping, long Row)
{
    internal bool IsBefore(LidPnRow other) =>
        Mapping.UpdatedAt > other.Mapping.UpdatedAt || (Mapping.UpdatedAt == other.Mapping.UpdatedAt && Row < other.Row);
}
