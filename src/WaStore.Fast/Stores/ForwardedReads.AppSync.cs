namespace WaStore.Fast.Stores;

abstract partial class ForwardedReads
{
    public ValueTask<AppStateSyncKey?> GetSyncKeyAsync(ReadOnlyMemory<byte> keyId, CancellationToken cancellationToken = default) =>
        _appSync.GetSyncKeyAsync(keyId, cancellationToken);

    public ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default) =>
        _appSync.GetLatestSyncKeyIdAsync(cancellationToken);

    public ValueTask<HashState> GetVersionAsync(string name, CancellationToken cancellationToken = default) =>
        _appSync.GetVersionAsync(name, cancellationToken);

    public ValueTask<HashState?> TryGetVersionAsync(string name, CancellationToken cancellationToken = default) =>
        _appSync.TryGetVersionAsync(name, cancellationToken);

    public ValueTask<byte[]?> GetMutationMacAsync(string name, Key32 indexMac, CancellationToken cancellationToken = default) =>
        _appSync.GetMutationMacAsync(name, indexMac, cancellationToken);

    public ValueTask<IReadOnlyDictionary<Key32, byte[]>> GetMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default) =>
        _appSync.GetMutationMacsAsync(name, indexMacs, cancellationToken);
}
