namespace WaStore.Fast.Signal;

/// <summary>What a cache counts. None of it names an address or a key.</summary>
sealed class CacheCounters
{
    long _unreadableSessions;

    internal long UnreadableSessions => Volatile.Read(ref _unreadableSessions);

    internal void UnreadableSession() => Interlocked.Increment(ref _unreadableSessions);
}
