using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class DeviceRegistry
{
    /// <summary>The devices of a user, asked for by either name; null when there is no list.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<DeviceListRecord?> GetAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return UserPart.IsValid(user)
            ? await LoadAsync(await KeysOfAsync(user, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Whether a user has a device. The primary one exists, whatever the list says.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<bool> HasDeviceAsync(string user, uint deviceId, CancellationToken cancellationToken = default) =>
        deviceId == 0
        || (await GetAsync(user, cancellationToken).ConfigureAwait(false) is { } record && record.Devices.Any(device => device.DeviceId == deviceId));

    /// <summary>The devices of a user as JIDs in the namespace that was asked; null when there is no list.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<IReadOnlyList<Jid>?> GetDeviceJidsAsync(Jid user, CancellationToken cancellationToken = default) =>
        await GetAsync(user.User, cancellationToken).ConfigureAwait(false) is { } record ? ToJids(user, record) : null;

    /// <summary>The devices of a list as JIDs in the namespace of <paramref name="user"/>; a hosted device is on the hosted server of the same kind.</summary>
    public static IReadOnlyList<Jid> ToJids(Jid user, DeviceListRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var isLid = JidServers.IsLid(user.Server);
        var jids = new List<Jid>(record.Devices.Count);
        foreach (var device in record.Devices)
        {
            // A JID has no room for more (spec/caches.md 7.2).
            if (device.DeviceId <= DeviceLists.MaxDeviceId)
            {
                var server = (isLid, device.IsHosted) switch
                {
                    (true, true) => JidServers.HostedLid,
                    (true, false) => JidServers.Lid,
                    (false, true) => JidServers.Hosted,
                    _ => JidServers.PhoneNumber,
                };
                jids.Add(new Jid(user.User, server, (ushort)device.DeviceId));
            }
        }

        return jids;
    }

    /// <summary>The devices of several users: what is not cached is read at once, under both names.</summary>
    /// <param name="users">The users, by either name; each answered once. What cannot be a user is left out.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<DeviceLookup> GetManyAsync(IReadOnlyCollection<string> users, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        var keys = await KeysOfAsync(users, cancellationToken).ConfigureAwait(false);
        return await LoadManyAsync(keys, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="GetManyAsync(IReadOnlyCollection{string}, CancellationToken)"/>, where it is known which name of the user each one is: fewer mappings are asked for.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<DeviceLookup> GetManyAsync(IReadOnlyCollection<Jid> users, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        var keys = await KeysOfAsync(users, cancellationToken).ConfigureAwait(false);
        return await LoadManyAsync(keys, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<DeviceListRecord?> LoadAsync(string[] keys, CancellationToken cancellationToken) =>
        await FindCachedAsync(keys, cancellationToken).ConfigureAwait(false)
        ?? await _cache.GetOrAddAsync(keys[0], (Self: this, Keys: keys), static (call, _, token) => call.Self.ReadAsync(call.Keys, token), cancellationToken).ConfigureAwait(false);

    async ValueTask<DeviceListRecord?> FindCachedAsync(string[] keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            if (await _cache.GetAsync(key, cancellationToken).ConfigureAwait(false) is { Devices.Count: > 0 } record)
            {
                return record;
            }
        }

        return null;
    }

    // Both names at once; the first one's list counts.
    async ValueTask<DeviceListRecord?> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        if (keys.Length == 1)
        {
            var only = await _backend.GetDevicesAsync(keys[0], cancellationToken).ConfigureAwait(false);
            return DeviceLists.IsEmpty(only) ? null : only;
        }

        return FirstOf(keys, await _backend.GetDeviceListsAsync(keys, cancellationToken).ConfigureAwait(false));
    }

    async ValueTask<DeviceLookup> LoadManyAsync(Dictionary<string, string[]> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DeviceListRecord>(keys.Count, StringComparer.Ordinal);
        var readAt = new Dictionary<string, KeyVersion>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var (user, names) in keys)
        {
            if (await FindCachedAsync(names, cancellationToken).ConfigureAwait(false) is { } record)
            {
                found.Add(user, record);
                continue;
            }

            missing.Add(user);
            foreach (var name in names)
            {
                readAt[name] = _versions.Of(name);
            }
        }

        if (missing.Count > 0)
        {
            var rows = await ReadManyAsync(missing, keys, readAt, cancellationToken).ConfigureAwait(false);
            foreach (var user in missing)
            {
                if (FirstOf(keys[user], rows) is { } record)
                {
                    found.Add(user, record);
                    await KeepAsync(keys[user][0], record, readAt, cancellationToken).ConfigureAwait(false);
                }
            }

            _ = missing.RemoveAll(found.ContainsKey);
        }

        return new DeviceLookup(found, missing, readAt);
    }

    /// <summary>Nearly every list stands under the first name: the second one is asked for only where there is none.</summary>
    async ValueTask<IReadOnlyDictionary<string, DeviceListRecord>> ReadManyAsync(
        List<string> users, Dictionary<string, string[]> keys, Dictionary<string, KeyVersion> readAt, CancellationToken cancellationToken)
    {
        var first = await _backend.GetDeviceListsAsync(Names(users.Select(user => keys[user][0])), cancellationToken).ConfigureAwait(false);
        var others = users.Where(user => keys[user].Length > 1 && FirstOf(keys[user], first) is null).ToArray();
        if (others.Length == 0)
        {
            return first;
        }

        var rows = new Dictionary<string, DeviceListRecord>(first, StringComparer.Ordinal);
        Take(await _backend.GetDeviceListsAsync(Names(others.Select(user => keys[user][1])), cancellationToken).ConfigureAwait(false));
        // A list that moved from the second name to the first between the two reads was in neither: those are read in one view.
        var moved = others.Where(user => FirstOf(keys[user], rows) is null && keys[user].Any(name => !_versions.IsCurrent(name, readAt[name]))).ToArray();
        if (moved.Length > 0)
        {
            Take(await _backend.GetDeviceListsAsync(Names(moved.SelectMany(user => keys[user])), cancellationToken).ConfigureAwait(false));
        }

        return rows;

        static string[] Names(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal)];

        void Take(IReadOnlyDictionary<string, DeviceListRecord> read)
        {
            foreach (var (name, record) in read)
            {
                rows[name] = record;
            }
        }
    }

    static DeviceListRecord? FirstOf(string[] keys, IReadOnlyDictionary<string, DeviceListRecord> rows)
    {
        foreach (var key in keys)
        {
            if (rows.TryGetValue(key, out var record) && !DeviceLists.IsEmpty(record))
            {
                return record;
            }
        }

        return null;
    }

    // In the cache's own step: what was changed since it was read is not kept, nor put over what is there.
    async ValueTask KeepAsync(string key, DeviceListRecord record, Dictionary<string, KeyVersion> readAt, CancellationToken cancellationToken) =>
        _ = await _cache.UpsertAsync(
            key,
            (_versions, key, record, Version: readAt[key]),
            static (call, current) => current is null && call._versions.IsCurrent(call.key, call.Version) ? call.record : null,
            cancellationToken).ConfigureAwait(false);
}
