namespace WaStore.Fast.Stores;

/// <summary>Five stores as one backend. Commit and snapshot are the defaults: five stores share no transaction and no view.</summary>
sealed partial class CombinedBackend(ISignalStore signal, IAppSyncStore appSync, IProtocolStore protocol, IMsgSecretStore msgSecret, IDeviceStore device)
    : ForwardedReads(signal, appSync, protocol, msgSecret, device), IBackend
{
    readonly ISignalStore _signal = signal;
    readonly IAppSyncStore _appSync = appSync;
    readonly IProtocolStore _protocol = protocol;
    readonly IMsgSecretStore _msgSecret = msgSecret;
    readonly IDeviceStore _device = device;

    public ISignalOwnership? Ownership => _signal.Ownership;

    public ValueTask SnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default) =>
        _device.SnapshotAsync(name, extra, cancellationToken);
}
