namespace WaStore.Fast.Stores;

/// <summary>Makes backends of stores.</summary>
public static class Backend
{
    /// <summary>One backend of five stores, which may live in five places.</summary>
    /// <remarks>
    /// If all five are the same backend, that one comes back, with its transactions. Otherwise <see cref="IBackend.CommitAsync"/> and
    /// <see cref="IBackend.OpenSnapshotAsync"/> are the documented defaults: in order and repeatable, but neither atomic nor isolated. A
    /// maintenance run sweeps each store and asks the device store for its upkeep. The stores stay their owner's to dispose.
    /// </remarks>
    public static IBackend Combine(ISignalStore signal, IAppSyncStore appSync, IProtocolStore protocol, IMsgSecretStore msgSecret, IDeviceStore device)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(appSync);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(msgSecret);
        ArgumentNullException.ThrowIfNull(device);
        var isOne = ReferenceEquals(signal, appSync) && ReferenceEquals(signal, protocol) && ReferenceEquals(signal, msgSecret) && ReferenceEquals(signal, device);
        return isOne && signal is IBackend backend
            ? backend
            : new CombinedBackend(signal, appSync, protocol, msgSecret, device);
    }
}
