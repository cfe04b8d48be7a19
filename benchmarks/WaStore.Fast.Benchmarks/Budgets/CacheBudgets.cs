using System.Globalization;
using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>What the Signal cache may cost.</summary>
static class CacheBudgets
{
    internal static IEnumerable<Budgeted> All =>
    [
        new CacheOperation("hit by key", static cached => _ = cached.Cache.TryGetSession(cached.Addresses[7], out _)),
        new CacheOperation("hit by text", static cached => _ = cached.Cache.TryGetSession(cached.Texts[7], out _)),
        new CacheOperation("known absence", static cached => _ = cached.Cache.TryGetSession(cached.Absent, out _)),
        new CacheOperation("put", static cached => cached.Put(1)),
        new CacheOperation("checkout and commit", CheckOut, static (cached, _) => cached.Put(1)),
        new CacheOperation("cold load of 1000", static cached => StoreFixture.Wait(cached.Cache.LoadManyAsync(cached.Addresses)), Forget),
        new CacheOperation("warm load of 1000", static cached => StoreFixture.Wait(cached.Cache.LoadManyAsync(cached.Addresses))),
        Flush(1),
        Flush(64),
        Flush(256),
        Flush(1000),
    ];

    static CacheOperation Flush(int rows) =>
        new(string.Create(CultureInfo.InvariantCulture, $"flush of {rows}"), static cached => StoreFixture.Wait(cached.Cache.FlushAsync()), (cached, work) => Change(cached, work, rows));

    static void Change(CachedSessions cached, SessionWorkload work, int rows)
    {
        work.Change();
        cached.Put(rows);
    }

    static void CheckOut(CachedSessions cached)
    {
        _ = cached.Cache.TryCheckoutSession(cached.Addresses[0], out Checkout<OpaqueRecord> checkout);
        checkout.Commit(cached.Records[0]);
    }

    static void Forget(CachedSessions cached, SessionWorkload work) => StoreFixture.Wait(cached.Cache.ClearAfterFlushAsync());
}
