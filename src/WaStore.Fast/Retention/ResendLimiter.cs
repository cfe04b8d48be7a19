namespace WaStore.Fast.Retention;

/// <summary>Limits how often messages of one chat are sent again: 20 at once, and 10 a minute after that (spec/caches.md 9.2). Thread-safe, monotonic.</summary>
/// <remarks>Of more chats than the capacity those that were quiet longest are forgotten, which forgives and never blocks.</remarks>
public sealed class ResendLimiter
{
    /// <summary>A retry receipt with this count, or a higher one, is refused (spec/caches.md 9.2).</summary>
    public const int RefusedRetryCount = 5;

    readonly Lock _gate = new();
    readonly RecencyMap<string, Bucket> _buckets;
    readonly TimeProvider _time;
    readonly int _burst;
    readonly double _refillPerSecond;

    /// <summary>A limiter that has seen nothing yet.</summary>
    /// <param name="timeProvider">The clock; null takes the system's.</param>
    /// <param name="burst">How many resends a quiet chat has at once.</param>
    /// <param name="refillPerMinute">How many come back in a minute.</param>
    /// <param name="capacity">How many chats are remembered.</param>
    public ResendLimiter(TimeProvider? timeProvider = null, int burst = 20, int refillPerMinute = 10, int capacity = 4_096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(refillPerMinute);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _time = timeProvider ?? TimeProvider.System;
        _burst = burst;
        _refillPerSecond = refillPerMinute / 60d;
        _buckets = new RecencyMap<string, Bucket>(capacity);
    }

    /// <summary>How many chats are remembered now.</summary>
    public int ChatCount
    {
        get
        {
            lock (_gate)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>Whether a retry receipt with this count is refused; one that makes no sense is.</summary>
    public static bool IsRefused(int retryCount) => retryCount is < 1 or >= RefusedRetryCount;

    /// <summary>Whether one more message of a chat may be sent again now; if so, it counts.</summary>
    public bool TryTake(string chat)
    {
        ArgumentNullException.ThrowIfNull(chat);
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            var tokens = _buckets.TryGet(chat, out var bucket)
                ? Math.Min(_burst, bucket.Tokens + (_time.GetElapsedTime(bucket.At, now).TotalSeconds * _refillPerSecond))
                : _burst;
            var may = tokens >= 1;
            _buckets.Set(chat, new Bucket(may ? tokens - 1 : tokens, now));
            return may;
        }
    }

    readonly record struct Bucket(double Tokens, long At);
}
