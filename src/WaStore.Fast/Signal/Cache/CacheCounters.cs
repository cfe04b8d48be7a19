namespace WaStore.Fast.Signal;

/// <summary>What a cache counts. None of it names an address or a key, and none of it is counted on a hit.</summary>
sealed class CacheCounters
{
    long _unreadableSessions;
    long _notSetAside;
    long _unreadableIdentities;
    long _evictions;
    long _storeReads;

    internal long UnreadableSessions => Volatile.Read(ref _unreadableSessions);

    internal long NotSetAsideCount => Volatile.Read(ref _notSetAside);

    internal long UnreadableIdentities => Volatile.Read(ref _unreadableIdentities);

    internal long Evictions => Volatile.Read(ref _evictions);

    internal long StoreReads => Volatile.Read(ref _storeReads);

    internal void UnreadableSession() => Interlocked.Increment(ref _unreadableSessions);

    internal void NotSetAside(int sessions) => Interlocked.Add(ref _notSetAside, sessions);

    internal void UnreadableIdentity() => Interlocked.Increment(ref _unreadableIdentities);

    internal void Evicted() => Interlocked.Increment(ref _evictions);

    internal void Reads() => Interlocked.Increment(ref _storeReads);
}
