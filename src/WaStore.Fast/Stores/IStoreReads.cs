namespace WaStore.Fast.Stores;

/// <summary>The reads of all five stores.</summary>
public interface IStoreReads : ISignalReads, IAppSyncReads, IProtocolReads, IMsgSecretReads, IDeviceReads;
