namespace WaStore.Fast.Signal;

/// <summary>How much waits for a flush, over all stores of a cache.</summary>
/// <remarks>
/// A put must not write a word that all cores share. So a stripe counts small changes for itself and hands them over when they add up, or when its
/// last pending entry is gone: the sum is short by at most <see cref="Grain"/> per stripe, and 0 when nothing is pending.
/// </remarks>
sealed class PendingGauge(int grain)
{
    long _bytes;
    int _busyStripes;

    internal int Grain { get; } = grain;

    internal long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Whether any entry of any store is pending.</summary>
    internal bool IsAnyPending => Volatile.Read(ref _busyStripes) != 0;

    internal void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>A stripe has its first pending entry.</summary>
    internal void StripeIsBusy() => Interlocked.Increment(ref _busyStripes);

    /// <summary>A stripe has no pending entry any more.</summary>
    internal void StripeIsIdle() => Interlocked.Decrement(ref _busyStripes);
}
