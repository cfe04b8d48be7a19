namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<AppStateSyncKey?> GetSyncKeyAsync(ReadOnlyMemory<byte> keyId, CancellationToken cancellationToken = default) =>
        Read(keyId, static (account, keyId) => account.AppSync.Key(keyId) is { } key
            ? key with { KeyData = key.KeyData.ToArray(), Fingerprint = key.Fingerprint.ToArray() }
            : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => account.AppSync.LatestKeyId(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<HashState> GetVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Read(name, static (account, name) => Version(account, name) ?? HashState.Empty, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<HashState?> TryGetVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Read(name, Version, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetMutationMacAsync(string name, Key32 indexMac, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Read((name, indexMac), static (account, call) => Copy(account.AppSync.MacsOf(call.name).GetValueOrDefault(call.indexMac)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Key32, byte[]>> GetMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Read((name, indexMacs), static (account, call) =>
        {
            var macs = account.AppSync.MacsOf(call.name);
            var found = new Dictionary<Key32, byte[]>(call.indexMacs.Length);
            foreach (ref readonly var index in call.indexMacs.Span)
            {
                if (macs.TryGetValue(index, out var value))
                {
                    found[index] = value.AsSpan().ToArray();
                }
            }

            return (IReadOnlyDictionary<Key32, byte[]>)found;
        }, cancellationToken);
    }

    static HashState? Version(AccountState account, string name) => account.AppSync.Versions.TryGetValue(name, out var state) ? AppSyncState.Copy(state) : null;
}
