namespace WaStore.Fast.Stores;

/// <summary>Everything that a client must remember of one account: the five stores and the two primitives over them.</summary>
/// <remarks>
/// <para>Thread-safe. A read that starts after a write completed sees it, on any thread and any handle of the same storage.</para>
/// <para>A custom backend implements the members without a default; <see cref="Backend.Combine"/> makes one of five stores.</para>
/// </remarks>
public interface IBackend : ISignalStore, IAppSyncStore, IProtocolStore, IMsgSecretStore, IDeviceStore, IUnitOfWork
{
    /// <summary>Makes everything in <paramref name="batch"/> durable as one unit: all of it or, on any exception, nothing.</summary>
    /// <remarks>
    /// <para>The order is that of <see cref="StoreBatch"/>. Cancellation before the commit began changes nothing; after, the call completes.
    /// The batch must not be changed meanwhile and is not cleared.</para>
    /// <para>Default, for a backend without transactions: the batch forms in that order (spec/caches.md 1.11), then the changes one after the
    /// other with this backend as the unit of work. <em>Not atomic</em>: it stops at the first error. Each step is idempotent, so the
    /// caller keeps the batch and commits it again.</para>
    /// </remarks>
    async ValueTask CommitAsync(StoreBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        await PutSessionsAsync(batch.Sessions, cancellationToken).ConfigureAwait(false);
        await DeleteSessionsAsync(batch.DeletedSessions, cancellationToken).ConfigureAwait(false);
        await PutIdentitiesAsync(batch.Identities, cancellationToken).ConfigureAwait(false);
        await DeleteIdentitiesAsync(batch.DeletedIdentities, cancellationToken).ConfigureAwait(false);
        await PutSenderKeysAsync(batch.SenderKeys, cancellationToken).ConfigureAwait(false);
        await DeleteSenderKeysAsync(batch.DeletedSenderKeys, cancellationToken).ConfigureAwait(false);
        await RemovePreKeysAsync(batch.ConsumedPreKeys, cancellationToken).ConfigureAwait(false);
        foreach (var change in batch.Changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await change(this, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens one view of the store for several reads.</summary>
    /// <remarks>Default, for a backend without views: reads pass through to this backend, <em>without isolation</em>: later writes are seen.</remarks>
    ValueTask<IReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IReadSnapshot>(cancellationToken)
            : ValueTask.FromResult<IReadSnapshot>(new PassThroughSnapshot(this));
}
