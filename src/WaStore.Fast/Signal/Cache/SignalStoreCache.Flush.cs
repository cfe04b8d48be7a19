using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Whether anything may not be sent before a flush: some lease, of any address, is not durable. Reads one word.</summary>
    public bool NeedsFlushBeforeSend => _life.Sends.Raised != 0;

    bool IsAnyPending => IsOwnPending || _boarded.IsAnyPending;

    // What the worker comes for. Riders have their owners, who back off while the store refuses them.
    bool IsOwnPending => _life.Pending.IsAnyPending || _preKeys.IsNews || _unreadable.IsAny;

    /// <summary>Makes everything that was written before this call durable. Callers who come while a flush runs share the next one.</summary>
    /// <remarks>Cancelling stops the waiting, not the flush.</remarks>
    /// <exception cref="StoreException">The store failed. Nothing is durable that was not before, and everything is tried again.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) =>
        IsAnyPending ? _flushes.JoinAsync(cancellationToken)
        : cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : default;

    /// <summary>Makes everything that was written before this call durable, and <paramref name="riders"/> with it: all of it or nothing.</summary>
    /// <remarks>
    /// So a message and the ratchet that decrypted it are stored together. The batch is borrowed until this completes: a cancellation takes it back while
    /// the flush has not begun, and has no effect after. Riders of several callers share a commit; if it fails, each is tried alone.
    /// </remarks>
    /// <param name="riders">Changes of other stores. Its lists of sessions, identities, sender keys and pre-keys are empty: those go through this cache.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="riders"/> changes what the cache holds.</exception>
    /// <exception cref="StoreException">The store failed; neither the riders nor what was pending is durable.</exception>
    public Task FlushAsync(StoreBatch riders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(riders);
        return riders.Count == riders.Changes.Count
            ? _flushes.JoinAsync(riders, cancellationToken)
            : throw new ArgumentException("Sessions, identities, sender keys and consumed pre-keys are written through the cache.", nameof(riders));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Any flush takes them along: of a send, of the worker, of the close. It captures the records first, so what was queued before a record was committed is durable with that
    /// record or before it.
    /// </remarks>
    public IDisposable Board(IFlushRiders riders)
    {
        ArgumentNullException.ThrowIfNull(riders);
        return _boarded.Add(riders);
    }

    /// <inheritdoc/>
    public Task FlushAsync(IFlushRiders riders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(riders);
        return !_boarded.Contains(riders) ? throw new ArgumentException("These riders are not aboard.", nameof(riders))
            : IsOwnPending || riders.IsAnyPending ? _flushes.JoinAsync(riders, cancellationToken)
            : cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Call it before something derived from a record goes out. Completes at once unless a lease was raised that is not durable yet.</summary>
    /// <remarks>
    /// The order is: commit the record, this, send. An exception means: do not send (spec/caches.md 1.13). The check costs two words, and 63 of 64 sends
    /// wait for nothing.
    /// </remarks>
    /// <param name="generation">
    /// <see cref="Checkout{TRecord}.Generation"/> of the checkout that was committed, or <see cref="RecoveryGeneration"/> from before the record was read.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting; then do not send.</param>
    /// <exception cref="StoreException">The store failed; or Validation: the cache was lossily cleared since, so the record may be gone.</exception>
    public ValueTask FlushBeforeSendAsync(long generation, CancellationToken cancellationToken = default)
    {
        // The gates first: a clear raises the generation before it drops a gate.
        if (NeedsFlushBeforeSend)
        {
            return Slow(this, generation, cancellationToken);
        }

        return generation == _life.Generation ? default : ValueTask.FromException(Cleared());

        static async ValueTask Slow(SignalStoreCache<TSession, TSenderKey> cache, long generation, CancellationToken cancellationToken)
        {
            await cache._flushes.JoinAsync(cancellationToken).ConfigureAwait(false);
            if (generation != cache._life.Generation)
            {
                throw Cleared();
            }
        }
    }

    static StoreException Cleared() => StoreException.Validation("the cache was cleared since the record was read; what was derived from it must not be sent");
}
