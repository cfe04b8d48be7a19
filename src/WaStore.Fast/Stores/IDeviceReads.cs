namespace WaStore.Fast.Stores;

/// <summary>What can be read of the accounts (spec/storage.md 1.5). A store is bound to one of them.</summary>
/// <remarks>Threads, errors and ownership as in <see cref="ISignalReads"/>.</remarks>
public interface IDeviceReads
{
    /// <summary>This account's device row, or null when it was not provisioned.</summary>
    /// <exception cref="StoreException">
    /// Validation: a key pair, signature or secret has a wrong length. Serialization: the account does not parse. Both are loud: absent would
    /// make a fresh identity (spec/storage.md 3.2).
    /// </exception>
    ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether this account's device row exists, decodable or not.</summary>
    ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>All accounts of the storage that this store stands on, ids ascending, without key material.</summary>
    /// <exception cref="StoreException">Validation: the default.</exception>
    ValueTask<IReadOnlyList<DeviceSummary>> ListDevicesAsync(CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(ListDevicesAsync));

    /// <summary>What the store costs; waits for nothing. Default: nothing known.</summary>
    ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(ResourceReport.Unknown);
}
