namespace WaStore.Fast.Stores;

sealed partial class CombinedBackend
{
    public ValueTask SetSyncKeyAsync(ReadOnlyMemory<byte> keyId, AppStateSyncKey key, CancellationToken cancellationToken = default) =>
        _appSync.SetSyncKeyAsync(keyId, key, cancellationToken);

    public ValueTask SetVersionAsync(string name, HashState state, CancellationToken cancellationToken = default) =>
        _appSync.SetVersionAsync(name, state, cancellationToken);

    public ValueTask DeleteVersionAsync(string name, CancellationToken cancellationToken = default) =>
        _appSync.DeleteVersionAsync(name, cancellationToken);

    public ValueTask PutMutationMacsAsync(string name, ulong version, ReadOnlyMemory<MutationMac> macs, CancellationToken cancellationToken = default) =>
        _appSync.PutMutationMacsAsync(name, version, macs, cancellationToken);

    public ValueTask DeleteMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default) =>
        _appSync.DeleteMutationMacsAsync(name, indexMacs, cancellationToken);

    public ValueTask ClearMutationMacsAsync(string name, CancellationToken cancellationToken = default) =>
        _appSync.ClearMutationMacsAsync(name, cancellationToken);

    public ValueTask CommitPatchAsync(
        string name, HashState state, ReadOnlyMemory<Key32> removed, ReadOnlyMemory<MutationMac> added, CancellationToken cancellationToken = default) =>
        _appSync.CommitPatchAsync(name, state, removed, added, cancellationToken);
}
