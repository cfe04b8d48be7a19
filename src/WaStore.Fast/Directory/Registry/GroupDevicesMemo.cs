using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The devices of all participants of a group.</summary>
/// <param name="Devices">The devices, in the participants' order and addressing. The same object as long as nothing changed.</param>
/// <param name="Missing">The users without a list, to be asked for at the server.</param>
public sealed record GroupDevices(IReadOnlyList<Jid> Devices, IReadOnlyList<string> Missing);

/// <summary>
/// Remembers the devices of groups, so that a warm send looks at no participant: valid for the same <see cref="GroupInfo"/> object while nothing changed for its
/// members (spec/caches.md 7.9).
/// </summary>
/// <remarks>Thread-safe. Remembers nothing when lists or mappings are in a custom store, which tells nobody of its changes; nor a group with missing lists.</remarks>
public sealed class GroupDevicesMemo
{
    readonly DeviceRegistry _registry;
    readonly PortableCache<string, Memo> _memos;

    /// <summary>Makes an empty memo.</summary>
    public GroupDevicesMemo(DeviceRegistry registry, CacheConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _memos = new PortableCache<string, Memo>(new() { Capacity = (config ?? new CacheConfig()).GroupDevicesMemoCapacity });
    }

    /// <summary>The devices of a group: remembered, or put together of the registry, with one read for all that is not cached.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<GroupDevices> GetAsync(string group, GroupInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        return _registry.IsLocal && _memos.TryGet(group, out var memo) && memo.TryGet(info, _registry.Topology, out var devices)
            ? new(devices)
            : ResolveAsync(group, info, cancellationToken);
    }

    async ValueTask<GroupDevices> ResolveAsync(string group, GroupInfo info, CancellationToken cancellationToken)
    {
        // Before anything is read: what changes meanwhile counts as changed.
        var generation = _registry.Topology.Generation;
        var lookup = await _registry.GetManyAsync([.. info.Participants.Select(static participant => participant.User)], cancellationToken).ConfigureAwait(false);
        var devices = new List<Jid>(info.Participants.Count * 2);
        foreach (var participant in info.Participants)
        {
            if (lookup.Records.TryGetValue(participant.User, out var record))
            {
                devices.AddRange(DeviceRegistry.ToJids(participant, record));
            }
        }

        var resolved = new GroupDevices(devices, lookup.Missing);
        if (lookup.Missing.Count == 0 && _registry.IsLocal)
        {
            _memos.Insert(group, new Memo(info, generation, resolved));
        }

        return resolved;
    }

    sealed class Memo(GroupInfo info, long generation, GroupDevices devices)
    {
        // Weak: a memo must not keep the participants of a group that nobody holds any more.
        readonly WeakReference<GroupInfo> _info = new(info);
        long _generation = generation;

        internal bool TryGet(GroupInfo info, TopologyLog topology, out GroupDevices found)
        {
            found = devices;
            if (!_info.TryGetTarget(out var known) || !ReferenceEquals(known, info))
            {
                return false;
            }

            var (since, now) = (Volatile.Read(ref _generation), topology.Generation);
            if (since == now)
            {
                return true;
            }

            if (topology.IsTouched(since, info.Users))
            {
                return false;
            }

            // Only others changed: stamped anew, so that the next look is one comparison.
            _ = Interlocked.CompareExchange(ref _generation, now, since);
            return true;
        }
    }
}
