namespace WaStore.Fast.Caching;

/// <summary>What was done lately, so that it is done once: bounded by number and by time.</summary>
/// <remarks>Thread-safe. Without capacity nothing is remembered, and everything is done each time.</remarks>
/// <typeparam name="TKey">What a mark is about.</typeparam>
public sealed class RecentMarks<TKey>
    where TKey : notnull
{
    readonly PortableCache<TKey, bool> _marks;

    /// <summary>Makes an empty set of marks.</summary>
    /// <param name="config">How long a mark stays, counted from when it was set, and how many do.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    public RecentMarks(CacheEntryConfig config, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        _marks = config.BuildWithTtl<TKey, bool>(time);
    }

    /// <summary>How many marks are set, also those whose time is over and that are not collected yet.</summary>
    public int Count => _marks.EntryCount;

    /// <summary>Sets a mark whether it is set or not; its time begins now.</summary>
    public void Mark(TKey key) => _marks.Insert(key, true);

    /// <summary>Sets a mark.</summary>
    /// <returns>False when it was set; its time goes on as it did.</returns>
    public bool TryMark(TKey key) => _marks.TryAdd(key, true);

    /// <summary>Whether a mark is set.</summary>
    public bool IsMarked(TKey key) => _marks.TryGet(key, out _);

    /// <summary>Takes a mark back.</summary>
    public void Unmark(TKey key) => _marks.Invalidate(key);
}
