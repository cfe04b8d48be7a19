namespace WaStore.Fast.Stores;

abstract partial class ForwardedReads
{
    public ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default) =>
        _device.LoadAsync(cancellationToken);

    public ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        _device.ExistsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<DeviceSummary>> ListDevicesAsync(CancellationToken cancellationToken = default) =>
        _device.ListDevicesAsync(cancellationToken);

    public ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default) =>
        _device.GetResourceReportAsync(cancellationToken);
}
