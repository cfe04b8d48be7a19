using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary>Where the tests over real files get their Signal caches from: one place, shared by the test projects and the process that they kill.</summary>
static class SignalCaches
{
    /// <summary>Options with a worker that does not come by itself.</summary>
    internal static SignalCacheOptions Quiet { get; } = new() { FlushWindow = TimeSpan.FromDays(1), MaxBackOff = TimeSpan.FromDays(1) };

    internal static ValueTask<SignalStoreCache<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(SqliteStore store, SignalCacheOptions? options = null)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey> => SignalStoreCache.OpenAsync<TSession, TSenderKey>(store, options);

    /// <summary>A cache of libsignal's records.</summary>
    internal static ValueTask<SignalStoreCache<SessionRecord, SenderKeyRecord>> OpenAsync(SqliteStore store, SignalCacheOptions? options = null) =>
        OpenAsync<SessionRecord, SenderKeyRecord>(store, options);
}
