namespace WaStore.Fast.Stores;

/// <summary>The Signal protocol's state: sessions, identities, pre-keys, signed pre-keys, sender keys.</summary>
public interface ISignalStore : ISignalReads, ISignalWrites;
