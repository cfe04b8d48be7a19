namespace WaStore.Fast.Signal;

/// <summary>What a cache counts. None of it names an address or a key, and none of it is counted on a hit.</summary>
sealed class CacheCounters
{
    long _unreadableSessions;
    long _evictions;
    long _storeReads;

    internal long UnreadableSessions => Volatile.Read(ref _unreadableSessions);

    internal long Evictions => Volatile.Read(ref _evictions);

    internal long StoreReads => Volatile.Read(ref _storeReads);

    internal void UnreadableSession() => Interlocked.Increment(ref _unreadableSessions);

    internal void Evicted() => Interlocked.Increment(ref _evictions);

    internal void Reads() => Interlocked.Increment(ref _storeReads);
}
