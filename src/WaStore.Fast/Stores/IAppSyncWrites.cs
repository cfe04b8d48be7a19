namespace WaStore.Fast.Stores;

/// <summary>What can be changed of the app-state sync (spec/storage.md 1.2).</summary>
/// <remarks>Threads, batches, errors and borrowed blobs as in <see cref="ISignalWrites"/>.</remarks>
public interface IAppSyncWrites
{
    /// <summary>Sets the sync key <paramref name="keyId"/>, of whatever length.</summary>
    ValueTask SetSyncKeyAsync(ReadOnlyMemory<byte> keyId, AppStateSyncKey key, CancellationToken cancellationToken = default);

    /// <summary>Sets where the collection stands, the fields unknown to this version included.</summary>
    ValueTask SetVersionAsync(string name, HashState state, CancellationToken cancellationToken = default);

    /// <summary>Makes the collection never synced: its version and all its MACs go, in one transaction (spec/storage.md Appendix A).</summary>
    /// <remarks>
    /// Default: sets <see cref="HashState.Empty"/>, then clears the MACs. In this order a failure between the two leaves MACs that the next
    /// full sync clears; the other would leave a version that promises MACs.
    /// </remarks>
    async ValueTask DeleteVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        await SetVersionAsync(name, HashState.Empty, cancellationToken).ConfigureAwait(false);
        await ClearMutationMacsAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets MACs of one collection, stamped with <paramref name="version"/>; an existing index gets the new version and value.</summary>
    /// <remarks>One transaction. Of two entries with one index the last wins.</remarks>
    ValueTask PutMutationMacsAsync(string name, ulong version, ReadOnlyMemory<MutationMac> macs, CancellationToken cancellationToken = default);

    /// <summary>Removes those of <paramref name="indexMacs"/> that exist from one collection, in one transaction.</summary>
    ValueTask DeleteMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default);

    /// <summary>Removes every MAC of one collection and of no other.</summary>
    ValueTask ClearMutationMacsAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Applies a patch: removes MACs, sets MACs stamped with the state's version, sets the state. All or nothing, in this order.</summary>
    /// <remarks>
    /// An index in both lists ends up set. Default: the three calls in this order, not atomic; the version comes last, so that a patch
    /// that failed half-way is fetched and applied again (spec/storage.md Appendix A).
    /// </remarks>
    async ValueTask CommitPatchAsync(
        string name, HashState state, ReadOnlyMemory<Key32> removed, ReadOnlyMemory<MutationMac> added, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        await DeleteMutationMacsAsync(name, removed, cancellationToken).ConfigureAwait(false);
        await PutMutationMacsAsync(name, state.Version, added, cancellationToken).ConfigureAwait(false);
        await SetVersionAsync(name, state, cancellationToken).ConfigureAwait(false);
    }
}
