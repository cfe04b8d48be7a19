namespace WaStore.Fast.Caching;

/// <summary>When entries expire, in the ticks of a monotonic clock. Limits are inclusive: what is as old as its limit is gone (spec/caches.md 5).</summary>
sealed class Expiry
{
    /// <summary>
    /// An access renews an entry only if it comes this part of the idle time after the last renewal, so that hot entries are not restamped at every
    /// read. An entry may so expire up to this part too early, never too late.
    /// </summary>
    const int RenewalParts = 16;

    readonly TimeProvider _time;
    readonly long _renewal;

    Expiry(TimeProvider time, long timeToLive, long timeToIdle)
    {
        _time = time;
        TimeToLive = timeToLive;
        TimeToIdle = timeToIdle;
        _renewal = timeToIdle / RenewalParts;
    }

    /// <summary>In ticks; <see cref="long.MaxValue"/> is for ever.</summary>
    internal long TimeToLive { get; }

    /// <summary>In ticks; <see cref="long.MaxValue"/> is for ever.</summary>
    internal long TimeToIdle { get; }

    internal long Now => _time.GetTimestamp();

    /// <summary>Null when nothing expires: no clock is read then.</summary>
    internal static Expiry? Of(TimeProvider time, TimeSpan? timeToLive, TimeSpan? timeToIdle) =>
        (timeToLive ?? timeToIdle) is null ? null : new Expiry(time, Ticks(time, timeToLive), Ticks(time, timeToIdle));

    internal bool IsExpired(long writtenAt, long accessedAt, long now) => now - writtenAt >= TimeToLive || now - accessedAt >= TimeToIdle;

    internal bool IsRenewalDue(long accessedAt, long now) => TimeToIdle != long.MaxValue && now - accessedAt > _renewal;

    // At least one tick: a coarse clock must not make a short time none at all.
    static long Ticks(TimeProvider time, TimeSpan? limit) =>
        limit is { } span
            ? (long)Int128.Clamp((Int128)span.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond, 1, long.MaxValue)
            : long.MaxValue;
}
