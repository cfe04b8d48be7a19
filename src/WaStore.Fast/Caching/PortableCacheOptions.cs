namespace WaStore.Fast.Caching;

/// <summary>How a <see cref="PortableCache{TKey, TValue}"/> is run.</summary>
/// <typeparam name="TKey">What values are found by.</typeparam>
/// <typeparam name="TValue">What is cached.</typeparam>
public sealed record PortableCacheOptions<TKey, TValue>
    where TKey : notnull
    where TValue : notnull
{
    /// <summary>How many entries are kept; 0 keeps none, null does not bound them.</summary>
    public int? Capacity { get; init; }

    /// <summary>How long after it was last written an entry is served; null is for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long after it was last read or written an entry is served; null is for ever.</summary>
    public TimeSpan? TimeToIdle { get; init; }

    /// <summary>
    /// Whether a value is in use, and so not evicted for lack of room. Called while the cache is locked: quick, and without a call into the cache.
    /// A guarded cache knows no time, since time would end what is in use.
    /// </summary>
    public Predicate<TValue>? EvictionGuard { get; init; }

    /// <summary>Which keys are equal; the type's own equality by default.</summary>
    public IEqualityComparer<TKey>? Comparer { get; init; }

    /// <summary>The clock; only its monotonic timestamp is read, and only where a time is set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal PortableCacheOptions<TKey, TValue> Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Capacity ?? 0, nameof(Capacity));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeToLive ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(TimeToLive));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeToIdle ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(TimeToIdle));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return EvictionGuard is not null && (TimeToLive ?? TimeToIdle) is not null
            ? throw new ArgumentException("A cache whose entries are guarded while in use cannot let them expire.", nameof(EvictionGuard))
            : this;
    }
}
