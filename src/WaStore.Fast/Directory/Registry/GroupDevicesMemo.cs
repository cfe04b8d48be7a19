using System.Diagnostics.CodeAnalysis;
using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The devices of all participants of a group.</summary>
/// <param name="Devices">The devices, in the participants' order and addressing. The same object as long as nothing changed.</param>
/// <param name="Missing">The users without a list, to be asked for at the server.</param>
/// <param name="Lookup">The lookup that missed some, for <see cref="DeviceRegistry.ApplyUsyncAsync"/>; null when there is nothing to ask for.</param>
public sealed record GroupDevices(IReadOnlyList<Jid> Devices, IReadOnlyList<string> Missing, DeviceLookup? Lookup = null);

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
    /// <param name="group">The group's JID.</param>
    /// <param name="info">Its participants. One on a server without devices has none.</param>
    /// <param name="self">Our own user in the group's addressing, resolved after the participants if it is none of them; null leaves it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">The store could not be read; or Validation: absurdly many devices.</exception>
    public ValueTask<GroupDevices> GetAsync(string group, GroupInfo info, Jid? self = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        return TryGet(group, info, self, out var devices) ? new(devices) : ResolveAsync(group, info, self, cancellationToken);
    }

    /// <summary>The devices, if they are remembered. Looks at no participant, unless something changed lately.</summary>
    internal bool TryGet(string group, GroupInfo info, Jid? self, [NotNullWhen(true)] out GroupDevices? devices)
    {
        devices = null;
        return _registry.IsLocal && _memos.TryGet(group, out var memo) && memo.TryGet(info, self, _registry.Topology, out devices);
    }

    async ValueTask<GroupDevices> ResolveAsync(string group, GroupInfo info, Jid? self, CancellationToken cancellationToken)
    {
        // Before anything is read: what changes meanwhile counts as changed.
        var generation = _registry.Topology.Generation;
        var users = info.Participants.Where(static participant => JidServers.IsLid(participant.Server) || JidServers.IsPhoneNumber(participant.Server)).ToList();
        if (self is { } own && !info.Contains(own.User))
        {
            users.Add(own);
        }

        var lookup = await _registry.GetManyAsync(users, cancellationToken).ConfigureAwait(false);
        var devices = new List<Jid>(users.Count * 2);
        foreach (var user in users)
        {
            if (lookup.Records.TryGetValue(user.User, out var record))
            {
                devices.AddRange(DeviceRegistry.ToJids(user, record));
                if (devices.Count > SenderKeyDeviceMap.MaxDevicesPerGroup)
                {
                    throw StoreException.Validation($"a group has more than {SenderKeyDeviceMap.MaxDevicesPerGroup} devices");
                }
            }
        }

        var resolved = new GroupDevices(devices, lookup.Missing, lookup.Missing.Count == 0 ? null : lookup);
        if (lookup.Missing.Count == 0 && _registry.IsLocal)
        {
            _memos.Insert(group, new Memo(info, self, generation, resolved));
        }

        return resolved;
    }

    sealed class Memo(GroupInfo info, Jid? self, long generation, GroupDevices devices)
    {
        // Weak: a memo must not keep the participants of a group that nobody holds any more.
        readonly WeakReference<GroupInfo> _info = new(info);
        long _generation = generation;

        internal bool TryGet(GroupInfo asked, Jid? askedSelf, TopologyLog topology, [NotNullWhen(true)] out GroupDevices? found)
        {
            found = devices;
            if (!_info.TryGetTarget(out var known) || !ReferenceEquals(known, asked) || askedSelf != self)
            {
                return false;
            }

            var (since, now) = (Volatile.Read(ref _generation), topology.Generation);
            if (since == now)
            {
                return true;
            }

            if (topology.IsTouched(since, asked.Users) || (self is { } own && topology.IsTouched(since, own.User)))
            {
                return false;
            }

            // Only others changed: stamped anew, so that the next look is one comparison.
            _ = Interlocked.CompareExchange(ref _generation, now, since);
            return true;
        }
    }
}
