using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>How a call waits for another connection's lock: asynchronously, doubling from 1 to 50 ms with jitter, and no longer in all than the busy timeout.</summary>
struct Backoff(TimeProvider time, TimeSpan total, string operation)
{
    const double FirstMilliseconds = 1;
    const double LongestMilliseconds = 50;

    readonly long _start = time.GetTimestamp();
    double _milliseconds = FirstMilliseconds;

    /// <summary>Waits for the next attempt.</summary>
    /// <param name="cause">What the attempt before ended with.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="StoreException">The time is used up (RetriesExhausted); <paramref name="cause"/> is the inner exception.</exception>
    internal Task WaitAsync(StoreException cause, CancellationToken cancellationToken)
    {
        TimeSpan left = total - time.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero)
        {
            throw StoreException.RetriesExhausted(operation, cause, cause.SqliteErrorCode);
        }

        // Between half and all of the step, so that several waiters do not come back together.
#pragma warning disable CA5394 // Spreads retries; nothing secret depends on it.
        double jittered = _milliseconds * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
        _milliseconds = Math.Min(_milliseconds * 2, LongestMilliseconds);
        // Task.Delay cuts fractions of a millisecond off, and a wait of none would spin.
        double delay = Math.Ceiling(Math.Min(jittered, left.TotalMilliseconds));
        return Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken);
    }
}
