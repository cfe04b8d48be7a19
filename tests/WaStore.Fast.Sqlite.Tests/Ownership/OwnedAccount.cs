using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>An account of a file of its own handle, and its Signal cache, whose worker does not come.</summary>
sealed class OwnedAccount : IAsyncDisposable
{
    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    OwnedAccount(SqliteStore store, SignalStoreCache<SessionRecord, SenderKeyRecord> cache) => (Store, Cache) = (store, cache);

    internal static SignalCacheOptions Quiet { get; } = new() { FlushWindow = s_never, MaxBackOff = s_never };

    internal SqliteStore Store { get; }

    internal SignalStoreCache<SessionRecord, SenderKeyRecord> Cache { get; }

    internal static async Task<OwnedAccount> OpenAsync(string path, int account = 1, SqliteOptions? options = null)
    {
        var store = await SqliteStore.OpenForDeviceAsync(path, account, options);
        try
        {
            return new OwnedAccount(store, await OpenCacheAsync(store));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    internal static ValueTask<SignalStoreCache<SessionRecord, SenderKeyRecord>> OpenCacheAsync(SqliteStore store) => SignalStoreCache.OpenAsync(store, Quiet);

    internal Task<(uint Session, uint SenderKey)> SendAsync(int times = 1) => Chains.SendAsync(Cache, times);

    /// <summary>Closes the file under the cache, as a process does that is gone.</summary>
    internal ValueTask CrashAsync() => Store.DisposeAsync();

    /// <summary>Closes both, the cache first.</summary>
    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await Store.DisposeAsync();
    }
}
