using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class DeviceRegistry
{
    /// <summary>Sets a user's list whole, where it belongs; a row under the user's other name goes. A list without devices changes nothing.</summary>
    /// <exception cref="StoreException">The store failed, and nothing changed; or Validation: the list is absurd.</exception>
    public ValueTask UpdateAsync(DeviceListRecord record, CancellationToken cancellationToken = default) => UpdateAsync(new[] { record }, cancellationToken);

    /// <summary>Sets several users' lists in one transaction.</summary>
    /// <inheritdoc cref="UpdateAsync(DeviceListRecord, CancellationToken)"/>
    public async ValueTask UpdateAsync(ReadOnlyMemory<DeviceListRecord> records, CancellationToken cancellationToken = default)
    {
        var full = records.ToArray().Select(DeviceLists.Checked).Where(static record => !DeviceLists.IsEmpty(record)).ToArray();
        if (full.Length == 0)
        {
            return;
        }

        using var users = await LockAsync([.. full.Select(static record => record.User)], cancellationToken).ConfigureAwait(false);
        var change = new RegistryChange();
        foreach (var record in full)
        {
            change.Put(record, users.Keys[record.User]);
        }

        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a user's list under both names, in the store too: the next send asks the server.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    public async ValueTask InvalidateAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!UserPart.IsValid(user))
        {
            return;
        }

        using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
        var change = new RegistryChange();
        change.Delete(users.Keys[user]);
        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Under the locks of all names: the store in one transaction, then the cache.</summary>
    async ValueTask CommitAsync(RegistryChange change, CancellationToken cancellationToken)
    {
        // Before: what is read from here on is older than this change, or may be. After: a reader that saw the row that is gone now does not keep it.
        Touch(change);
        try
        {
            await StoreAsync(change, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Whether the store took it is not known. Not cancelled: the cache must not say what the store does not.
            Touch(change);
            await InvalidateAsync(change.Names).ConfigureAwait(false);
            throw;
        }

        Touch(change);
        await InvalidateAsync(change.Deletes).ConfigureAwait(false);
        foreach (var record in change.Puts)
        {
            await _cache.InsertAsync(record.User, record, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var name in change.Names)
        {
            Topology.Touch(name);
        }
    }

    async ValueTask InvalidateAsync(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await _cache.InvalidateAsync(name, CancellationToken.None).ConfigureAwait(false);
        }
    }

    ValueTask StoreAsync(RegistryChange change, CancellationToken cancellationToken)
    {
        var puts = change.Puts.ToArray();
        var deletes = change.Deletes.ToArray();
        if (deletes.Length == 0)
        {
            return puts.Length == 1 ? _backend.UpdateDeviceListAsync(puts[0], cancellationToken) : _backend.UpdateDeviceListsAsync(puts, cancellationToken);
        }

        var batch = new StoreBatch();
        batch.Add(async (unit, token) =>
        {
            await unit.UpdateDeviceListsAsync(puts, token).ConfigureAwait(false);
            foreach (var name in deletes)
            {
                await unit.DeleteDevicesAsync(name, token).ConfigureAwait(false);
            }
        });
        return _backend.CommitAsync(batch, cancellationToken);
    }

    void Touch(RegistryChange change)
    {
        foreach (var name in change.Names)
        {
            _versions.Touch(name);
        }
    }
}
