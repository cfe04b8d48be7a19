namespace WaStore.Fast.Stores;

/// <summary>The app-state sync: keys, collection versions, mutation MACs.</summary>
public interface IAppSyncStore : IAppSyncReads, IAppSyncWrites;
