namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => account.Device is { } device ? StoredDevice.Copy(device) : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => account.Device is not null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeviceSummary>> ListDevicesAsync(CancellationToken cancellationToken = default)
    {
        var accounts = State.Accounts;
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyList<DeviceSummary>>(cancellationToken);
        }

        var devices = new List<DeviceSummary>();
        foreach (var (id, account) in accounts)
        {
            if (account.Device is { } device)
            {
                devices.Add(new DeviceSummary(id, device.Lid, device.Pn, device.PushName));
            }
        }

        return new(devices);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Of all accounts of the storage: the bytes of keys, blobs and tree nodes, estimated from what is stored, a text shared by several rows once; and the rows as pages, as
    /// the reference counts them. An empty storage is zero. The device row counts flat. Walks all rows, beside the writers.
    /// </remarks>
    public ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default)
    {
        var state = State;
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ResourceReport>(cancellationToken)
            : new(StateSize.Measure(state));
    }
}
