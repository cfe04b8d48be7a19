using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Makes what <paramref name="riders"/> hold durable: one round of <see cref="IFlushRiders.AddTo"/>, commit and <see cref="IFlushRiders.Settle"/>.</summary>
/// <remarks><see cref="RiderFlushes"/> makes them. An exception means that nothing is durable.</remarks>
public delegate Task RiderFlush(IFlushRiders riders, CancellationToken cancellationToken);

/// <summary>Flushes for riders. No cache picks them up by itself.</summary>
public static class RiderFlushes
{
    /// <summary>Commits riders straight to a backend, for who keeps the Signal state elsewhere.</summary>
    public static RiderFlush To(IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return Through((batch, cancellationToken) => backend.CommitAsync(batch, cancellationToken).AsTask());
    }

    /// <summary>Hands riders to something that commits a batch, such as the Signal cache's <c>FlushAsync(StoreBatch)</c>: then they are stored with what is pending there.</summary>
    /// <remarks>
    /// Only a flush that begins here takes the riders. One that the cache begins by itself in between, for a send or by its worker, stores a ratchet without them, and a crash
    /// before the next one loses the message that the ratchet has passed.
    /// </remarks>
    /// <param name="commit">Commits a batch as one unit.</param>
    public static RiderFlush Through(Func<StoreBatch, CancellationToken, Task> commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return async (riders, cancellationToken) =>
        {
            ArgumentNullException.ThrowIfNull(riders);
            var batch = new StoreBatch();
            riders.AddTo(batch);
            var isDurable = false;
            try
            {
                await commit(batch, cancellationToken).ConfigureAwait(false);
                isDurable = true;
            }
            finally
            {
                riders.Settle(isDurable);
            }
        };
    }
}
