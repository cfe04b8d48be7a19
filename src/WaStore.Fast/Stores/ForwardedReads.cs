namespace WaStore.Fast.Stores;

/// <summary>Every read, handed to the store that it belongs to. All members are forwarded, so that a store's own batch forms are used.</summary>
abstract partial class ForwardedReads(ISignalReads signal, IAppSyncReads appSync, IProtocolReads protocol, IMsgSecretReads msgSecret, IDeviceReads device) : IStoreReads
{
    readonly ISignalReads _signal = signal;
    readonly IAppSyncReads _appSync = appSync;
    readonly IProtocolReads _protocol = protocol;
    readonly IMsgSecretReads _msgSecret = msgSecret;
    readonly IDeviceReads _device = device;
}
