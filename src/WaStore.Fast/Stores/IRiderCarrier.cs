namespace WaStore.Fast.Stores;

/// <summary>Something that flushes, and takes others along: the Signal cache, or a plain backend.</summary>
public interface IRiderCarrier
{
    /// <summary>From now on every flush takes along what waits in <paramref name="riders"/>, whoever asks for it.</summary>
    /// <remarks>
    /// Riders that the store refuses, through a fault of their own, are left behind so that nobody else's flush fails for them; then they go only when they are asked for by
    /// <see cref="FlushAsync"/>, until that succeeds.
    /// </remarks>
    /// <returns>Dispose it to leave. What waits then is no longer taken.</returns>
    /// <exception cref="ArgumentException">They are aboard already.</exception>
    IDisposable Board(IFlushRiders riders);

    /// <summary>Makes what waits in <paramref name="riders"/> before this call durable, together with all that the carrier flushes. Cancelling stops the waiting, not the flush.</summary>
    /// <exception cref="ArgumentException">They are not aboard.</exception>
    /// <exception cref="StoreException">The store failed; everything waits on.</exception>
    Task FlushAsync(IFlushRiders riders, CancellationToken cancellationToken = default);
}
