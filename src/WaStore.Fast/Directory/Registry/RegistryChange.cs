using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Lists that are set and rows that go, together.</summary>
sealed class RegistryChange
{
    readonly Dictionary<string, DeviceListRecord> _puts = new(StringComparer.Ordinal);
    readonly HashSet<string> _deletes = new(StringComparer.Ordinal);

    // Every name of the users, also those that have no row: whoever reads them may have joined them to the user.
    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<DeviceListRecord> Puts => _puts.Values;

    internal IReadOnlyCollection<string> Deletes => _deletes;

    internal IReadOnlyCollection<string> Names => _names;

    internal bool IsEmpty => _puts.Count == 0 && _deletes.Count == 0;

    /// <summary>Sets a list where it belongs; the row under the name that it came with goes, if that is another.</summary>
    /// <param name="record">The list.</param>
    /// <param name="keys">All names of the user, the first where the list belongs.</param>
    internal void Put(DeviceListRecord record, string[] keys)
    {
        var canonical = keys[0];
        _names.UnionWith(keys);
        _puts[canonical] = record with { User = canonical };
        _ = _deletes.Remove(canonical);
        if (record.User != canonical && !_puts.ContainsKey(record.User))
        {
            _ = _names.Add(record.User);
            _ = _deletes.Add(record.User);
        }
    }

    internal void Delete(string[] keys)
    {
        _names.UnionWith(keys);
        _deletes.UnionWith(keys);
    }
}
