namespace WaStore.Fast.Stores;

sealed partial class CombinedBackend
{
    public ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default) =>
        _device.SaveAsync(device, cancellationToken);

    public ValueTask<int> CreateAsync(CancellationToken cancellationToken = default) =>
        _device.CreateAsync(cancellationToken);

    public ValueTask<bool> ProvisionAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default) =>
        _device.ProvisionAsync(deviceId, keys, cancellationToken);

    public ValueTask ResetAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default) =>
        _device.ResetAsync(deviceId, keys, cancellationToken);

    public ValueTask RemoveAsync(int deviceId, CancellationToken cancellationToken = default) =>
        _device.RemoveAsync(deviceId, cancellationToken);

    public async ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default)
    {
        var report = await MaintenanceSweep.RunAsync(this, policy, cancellationToken).ConfigureAwait(false);
        _ = await _device.MaintainAsync(MaintenancePolicy.UpkeepOnly, cancellationToken).ConfigureAwait(false);
        return report;
    }
}
