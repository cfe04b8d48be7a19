namespace WaStore.Fast.Stores;

/// <summary>The writes of all five stores.</summary>
public interface IStoreWrites : ISignalWrites, IAppSyncWrites, IProtocolWrites, IMsgSecretWrites, IDeviceWrites;
