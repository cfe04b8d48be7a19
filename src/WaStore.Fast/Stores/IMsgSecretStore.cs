namespace WaStore.Fast.Stores;

/// <summary>The message secrets.</summary>
public interface IMsgSecretStore : IMsgSecretReads, IMsgSecretWrites;
