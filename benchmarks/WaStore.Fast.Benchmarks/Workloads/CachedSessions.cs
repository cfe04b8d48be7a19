using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>The sessions of <see cref="SessionWorkload"/> in a Signal cache. Its worker sleeps: benchmarks flush when they mean to.</summary>
sealed class CachedSessions
{
    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    public CachedSessions(SessionWorkload work, IBackend store, int? stripes = null)
    {
        var options = new SignalCacheOptions { FlushWindow = s_never, MaxBackOff = s_never };
        Cache = StoreFixture.Wait(SignalStoreCache.OpenAsync<OpaqueRecord, OpaqueRecord>(store, stripes is { } count ? options with { Stripes = count } : options));
        Addresses = Array.ConvertAll(work.Addresses, Cache.Addresses.Get);
        Shuffled = Array.ConvertAll(work.Shuffled, Cache.Addresses.Get);
        // New strings, as they come from a socket: the very string of the key would be found by its reference.
        Texts = Array.ConvertAll(work.Shuffled, text => new string(text.AsSpan()));
        Absent = Cache.Addresses.Get(work.Absent[0]);
        Records = Array.ConvertAll(work.Addresses, _ => new OpaqueRecord(work.Record));
    }

    public SignalStoreCache<OpaqueRecord, OpaqueRecord> Cache { get; }

    public SignalAddress[] Addresses { get; }

    public SignalAddress[] Shuffled { get; }

    public string[] Texts { get; }

    /// <summary>An address that has no session.</summary>
    public SignalAddress Absent { get; }

    /// <summary>One for each address; all share the bytes of the workload, which a benchmark changes between two flushes.</summary>
    public OpaqueRecord[] Records { get; }

    public void Put(int count)
    {
        for (int i = 0; i < count; i++)
        {
            StoreFixture.Wait(Cache.PutSessionAsync(Addresses[i], Records[i]));
        }
    }
}
