namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask SetSyncKeyAsync(ReadOnlyMemory<byte> keyId, AppStateSyncKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Change((keyId, key), static (account, call) => account with { AppSync = account.AppSync.SetKey(call.keyId, call.key) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SetVersionAsync(string name, HashState state, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        KeyText.Require(state);
        return Change((name, state), static (account, call) => account with { AppSync = account.AppSync.SetVersion(call.name, call.state) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change(name, static (account, name) => account with { AppSync = account.AppSync.DeleteVersion(name) }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><paramref name="version"/> is not kept: a file has a column for it that nothing reads.</remarks>
    public ValueTask PutMutationMacsAsync(string name, ulong version, ReadOnlyMemory<MutationMac> macs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change((name, macs), static (account, call) => account with { AppSync = account.AppSync.PutMacs(call.name, call.macs.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change((name, indexMacs), static (account, call) => account with { AppSync = account.AppSync.DeleteMacs(call.name, call.indexMacs.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ClearMutationMacsAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change(name, static (account, name) => account with { AppSync = account.AppSync.ClearMacs(name) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask CommitPatchAsync(
        string name, HashState state, ReadOnlyMemory<Key32> removed, ReadOnlyMemory<MutationMac> added, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        KeyText.Require(state);
        return Change((name, state, removed, added), static (account, call) => account with
        {
            AppSync = account.AppSync
                .DeleteMacs(call.name, call.removed.Span)
                .PutMacs(call.name, call.added.Span)
                .SetVersion(call.name, call.state),
        }, cancellationToken);
    }
}
