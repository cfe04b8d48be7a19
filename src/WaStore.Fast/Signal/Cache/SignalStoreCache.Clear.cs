using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Drops everything, also what is not in the store, and begins a new life: leases of what is read again are burnt (spec/caches.md 1.12).</summary>
    /// <remarks>
    /// Every checkout is invalid from the start of this call, and so is every send that was derived before. Consumed pre-keys stay in the store. Waits for a
    /// flush that is under way, whose commit would otherwise come after what is read again.
    /// </remarks>
    /// <param name="cancellationToken">Stops the waiting. Then nothing was dropped, but the checkouts are invalid.</param>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        _life.NextGeneration();
        await _flusher.BetweenFlushesAsync(
            () =>
            {
                // Once more, for who checked out while this waited; and the new life before anything can be read again.
                _life.NextGeneration();
                _life.Renew();
                _sessions.Clear();
                _identities.Clear();
                _senderKeys.Clear();
                _preKeys.Clear();
            },
            cancellationToken).ConfigureAwait(false);
        _brake.Release();
    }

    /// <summary>Flushes, and drops what the store has then. Checked-out records stay, and so does what was written meanwhile. Counters stay exact.</summary>
    /// <exception cref="StoreException">The flush failed; nothing was dropped.</exception>
    public async ValueTask ClearAfterFlushAsync(CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        _sessions.ClearClean();
        _identities.ClearClean();
        _senderKeys.ClearClean();
    }

    /// <summary>Flushes and closes: writes and checkouts are refused from the start of this call.</summary>
    /// <remarks>
    /// If the store fails, what is pending stays in memory: call it again to try again. After a success a store that has an <see cref="ISignalStore.Ownership"/>
    /// knows that this life ended well; without one the next cache burns the leases.
    /// </remarks>
    /// <exception cref="StoreException">The flush failed, and something that was written here is not in the store.</exception>
    public async ValueTask DisposeAsync()
    {
        _life.Close();
        // Whoever saw the cache open is still inside, and what is pending is counted without the stripes' locks.
        _sessions.LetWritersOut();
        _identities.LetWritersOut();
        _senderKeys.LetWritersOut();
        await _worker.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await _owner.ReleaseAsync().ConfigureAwait(false);
        _flusher.Dispose();
        _meter.Dispose();
    }
}
