namespace WaStore.Fast.Caching;

/// <summary>How often a message was asked for again, which is refused after a few times (spec/caches.md 9.2). Always in the process.</summary>
/// <remarks>Thread-safe. Bounded by number and by the time since the last count.</remarks>
public sealed class MessageRetryCounts
{
    /// <summary>How many retries of one message there are at most.</summary>
    public const int MaxRetries = 5;

    readonly PortableCache<MessageRetryKey, int> _counts;

    /// <summary>Makes empty counts, bounded by <see cref="CacheConfig.MessageRetryCounts"/>.</summary>
    public MessageRetryCounts(CacheConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _counts = config.MessageRetryCounts.BuildWithTtl<MessageRetryKey, int>(config.TimeProvider);
    }

    /// <summary>Counts a retry, if there may be one more.</summary>
    /// <param name="key">The message.</param>
    /// <param name="count">The number of this retry, from 1; <see cref="MaxRetries"/> when it is refused.</param>
    /// <returns>False when it is refused. A refusal does not keep the count alive longer.</returns>
    public bool TryNext(MessageRetryKey key, out int count)
    {
        count = MaxRetries;
        if (Of(key) >= MaxRetries)
        {
            return false;
        }

        // Of several at the same time the last ones may go over, and are refused.
        var next = _counts.Upsert(key, 0, static (_, _, current) => current + 1);
        count = Math.Min(next, MaxRetries);
        return next <= MaxRetries;
    }

    /// <summary>How many retries were counted.</summary>
    public int Of(MessageRetryKey key) => _counts.TryGet(key, out var count) ? Math.Min(count, MaxRetries) : 0;

    /// <summary>Starts from nothing again: the message arrived.</summary>
    public void Forget(MessageRetryKey key) => _counts.Invalidate(key);
}
