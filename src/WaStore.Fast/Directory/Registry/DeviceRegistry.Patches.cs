using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <content>What notifications say of single devices (spec/caches.md 7.4).</content>
public sealed partial class DeviceRegistry
{
    /// <summary>A device was added.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="device">Which; an id that no JID can name changes nothing.</param>
    /// <param name="signedKeyIndexes">The account's signed key index list as it arrived; empty or unreadable bytes mean that the device is taken as it is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Without a list there is nothing to patch: the next send asks the server anyway.</returns>
    /// <exception cref="StoreException">The store failed, and the list did not change.</exception>
    public async ValueTask<DevicePatch> AddDeviceAsync(
        string user, DeviceInfo device, ReadOnlyMemory<byte> signedKeyIndexes = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!UserPart.IsValid(user) || device.DeviceId > DeviceLists.MaxDeviceId)
        {
            return default;
        }

        var keys = KeyIndexList.TryRead(signedKeyIndexes.Span);
        using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
        var names = users.Keys[user];
        if (await LoadAsync(names, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return default;
        }

        var patched = DeviceLists.Add(record, device, keys, out var isNewIdentity);
        if (isNewIdentity && _signal is not null)
        {
            await _signal.DeleteCompanionSessionsAsync(names, cancellationToken).ConfigureAwait(false);
        }

        return new DevicePatch(await PatchAsync(record, patched, names, cancellationToken).ConfigureAwait(false), isNewIdentity);
    }

    /// <summary>A device was removed: its sessions go, and nobody counts on it having a sender key. The primary device stays.</summary>
    /// <exception cref="StoreException">The store failed, and the list did not change.</exception>
    public async ValueTask<DevicePatch> RemoveDeviceAsync(string user, uint deviceId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (deviceId == 0 || !UserPart.IsValid(user))
        {
            return default;
        }

        using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
        var names = users.Keys[user];
        var record = await LoadAsync(names, cancellationToken).ConfigureAwait(false);
        if (deviceId <= DeviceLists.MaxDeviceId)
        {
            await ForgetDeviceAsync(names, (ushort)deviceId, cancellationToken).ConfigureAwait(false);
        }

        return record is null
            ? default
            : new DevicePatch(await PatchAsync(record, DeviceLists.Remove(record, deviceId), names, cancellationToken).ConfigureAwait(false), false);
    }

    /// <summary>A device has another key index; nothing else of it changes.</summary>
    /// <exception cref="StoreException">The store failed, and the list did not change.</exception>
    public async ValueTask<DevicePatch> UpdateDeviceAsync(string user, uint deviceId, uint keyIndex, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!UserPart.IsValid(user))
        {
            return default;
        }

        using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
        var names = users.Keys[user];
        return await LoadAsync(names, cancellationToken).ConfigureAwait(false) is { } record
            ? new DevicePatch(await PatchAsync(record, DeviceLists.Update(record, deviceId, keyIndex), names, cancellationToken).ConfigureAwait(false), false)
            : default;
    }

    /// <summary>Our own devices, from an account sync: the list is replaced, the raw id stays.</summary>
    /// <exception cref="StoreException">The store failed, and the list did not change; or Validation: the list is absurd.</exception>
    public async ValueTask ReplaceOwnDevicesAsync(string user, IReadOnlyList<DeviceInfo> devices, CancellationToken cancellationToken = default)
    {
        UserPart.Require(user);
        ArgumentNullException.ThrowIfNull(devices);
        if (devices.Count == 0)
        {
            return;
        }

        using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
        var names = users.Keys[user];
        var old = await LoadAsync(names, cancellationToken).ConfigureAwait(false);
        var own = DeviceLists.Checked(new DeviceListRecord(user, [.. devices], _time.GetUtcNow().ToUnixTimeSeconds(), null, old?.RawId));
        var change = new RegistryChange();
        change.Put(own, names);
        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same device under every name and server that it can have had.</summary>
    static Jid[] CandidatesOf(string[] names, ushort deviceId) => names.Length == 2
        ? [new(names[1], JidServers.PhoneNumber, deviceId), new(names[0], JidServers.Lid, deviceId), new(names[1], JidServers.Hosted, deviceId), new(names[0], JidServers.HostedLid, deviceId)]
        : [new(names[0], JidServers.PhoneNumber, deviceId), new(names[0], JidServers.Lid, deviceId), new(names[0], JidServers.Hosted, deviceId), new(names[0], JidServers.HostedLid, deviceId)];

    async ValueTask ForgetDeviceAsync(string[] names, ushort deviceId, CancellationToken cancellationToken)
    {
        var candidates = CandidatesOf(names, deviceId);
        if (_signal is not null)
        {
            await _signal.DeleteSessionsAsync(candidates, cancellationToken).ConfigureAwait(false);
        }

        if (_senderKeys is not null)
        {
            await _senderKeys.RemoveDevicesAsync(Array.ConvertAll(candidates, static jid => jid.ToString()), cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask<bool> PatchAsync(DeviceListRecord record, DeviceListRecord patched, string[] names, CancellationToken cancellationToken)
    {
        if (patched.Equals(record) && record.User == names[0])
        {
            return false;
        }

        var change = new RegistryChange();
        if (DeviceLists.IsEmpty(patched))
        {
            change.Delete(names);
        }
        else
        {
            change.Put(patched, names);
        }

        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
