namespace WaStore.Fast.Stores;

/// <summary>What can be read of the app-state sync: keys, collection versions, mutation MACs (spec/storage.md 1.2).</summary>
/// <remarks>Threads, views, errors and ownership as in <see cref="ISignalReads"/>. Collection names and key ids are opaque.</remarks>
public interface IAppSyncReads
{
    /// <summary>The sync key <paramref name="keyId"/>, or null when there is none or its row does not decode.</summary>
    ValueTask<AppStateSyncKey?> GetSyncKeyAsync(ReadOnlyMemory<byte> keyId, CancellationToken cancellationToken = default);

    /// <summary>The greatest key id, compared byte by byte, among the keys whose row decodes; null when there is none.</summary>
    /// <remarks>SQLite's answer. An in-memory reference answers the id last set; the two meet because ids grow (spec/storage.md 1.8).</remarks>
    ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Where the collection stands; <see cref="HashState.Empty"/> when it was never synced or its row does not decode.</summary>
    ValueTask<HashState> GetVersionAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Where the collection stands; null when it was never synced or its row does not decode.</summary>
    /// <remarks>Default: <see cref="GetVersionAsync"/>, with a state equal to <see cref="HashState.Empty"/> read as never synced.</remarks>
    async ValueTask<HashState?> TryGetVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        var state = await GetVersionAsync(name, cancellationToken).ConfigureAwait(false);
        return state.Equals(HashState.Empty) ? null : state;
    }

    /// <summary>The value MAC under <paramref name="indexMac"/>, or null.</summary>
    ValueTask<byte[]?> GetMutationMacAsync(string name, Key32 indexMac, CancellationToken cancellationToken = default);

    /// <summary>The value MACs that exist among <paramref name="indexMacs"/>. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<Key32, byte[]>> GetMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(
            (Store: this, name), indexMacs, static (call, index, token) => call.Store.GetMutationMacAsync(call.name, index, token), cancellationToken);
}
