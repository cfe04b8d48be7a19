namespace WaStore.Fast.Directories;

/// <summary>From a device to the groups in memory that know it, so that its removal touches only those (spec/caches.md 12.1 S10).</summary>
/// <remarks>Under the map's lock. Nearly every device is in few groups: one is kept as it is, several as a set.</remarks>
sealed class DeviceGroups
{
    readonly Dictionary<string, object> _groups = new(StringComparer.Ordinal);

    internal int Count => _groups.Count;

    internal void Add(string deviceJid, GroupKeyHolders holders)
    {
        if (!_groups.TryGetValue(deviceJid, out var known))
        {
            _groups.Add(deviceJid, holders);
        }
        else if (known is HashSet<GroupKeyHolders> several)
        {
            _ = several.Add(holders);
        }
        else if (!ReferenceEquals(known, holders))
        {
            _groups[deviceJid] = new HashSet<GroupKeyHolders> { (GroupKeyHolders)known, holders };
        }
    }

    internal void Remove(string deviceJid, GroupKeyHolders holders)
    {
        if (!_groups.TryGetValue(deviceJid, out var known))
        {
            return;
        }

        if (known is not HashSet<GroupKeyHolders> several || (several.Remove(holders) && several.Count == 0))
        {
            _ = _groups.Remove(deviceJid);
        }
    }

    /// <summary>The groups of a device, which forgets them.</summary>
    internal IReadOnlyCollection<GroupKeyHolders> Take(string deviceJid) =>
        !_groups.Remove(deviceJid, out var known) ? [] : known as HashSet<GroupKeyHolders> ?? (IReadOnlyCollection<GroupKeyHolders>)[(GroupKeyHolders)known];

    internal void Clear() => _groups.Clear();
}
