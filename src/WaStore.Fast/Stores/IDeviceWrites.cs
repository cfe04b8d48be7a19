namespace WaStore.Fast.Stores;

/// <summary>What can be changed of the accounts (spec/storage.md 1.5, Appendix A).</summary>
/// <remarks>Threads, errors and borrowed blobs as in <see cref="ISignalWrites"/>.</remarks>
public interface IDeviceWrites
{
    /// <summary>Sets this account's device row whole, made if absent.</summary>
    ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default);

    /// <summary>Makes this account's device row from the store's <see cref="IDeviceKeySource"/> and answers its id.</summary>
    /// <exception cref="StoreException">InvalidConfig: the store was given no key source. Database: the row exists.</exception>
    ValueTask<int> CreateAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the device row of <paramref name="deviceId"/> if absent; false, and no change, when it exists.</summary>
    /// <exception cref="StoreException">Validation: the default.</exception>
    ValueTask<bool> ProvisionAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(ProvisionAsync));

    /// <summary>Removes every row of <paramref name="deviceId"/> from every table and makes its device row anew, in one transaction.</summary>
    /// <remarks>An account without a device row gets one. Other accounts are untouched.</remarks>
    /// <exception cref="StoreException">Validation: the default, since single calls could leave half an account.</exception>
    ValueTask ResetAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(ResetAsync));

    /// <summary>Removes every row of <paramref name="deviceId"/> from every table, in one transaction. An absent account is no error.</summary>
    /// <exception cref="StoreException">Validation: the default, since single calls could leave half an account.</exception>
    ValueTask RemoveAsync(int deviceId, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(RemoveAsync));

    /// <summary>Removes this account's expired rows and does the backend's own upkeep; safe to call at any time.</summary>
    /// <remarks>
    /// Inside a unit of work it only sweeps. Default: removes nothing, as a device store alone has nothing that expires;
    /// <see cref="IUnitOfWork"/> has the sweeps.
    /// </remarks>
    ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(MaintenanceReport.Nothing);
}
