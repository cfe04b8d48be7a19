using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>How do puts and checkouts go with several threads, each at a place of its own? The time is that of one operation of each thread.</summary>
public class SignalCacheWriterBenchmarks
{
    const int Rounds = 20;
    const int Count = Rounds * SessionWorkload.Count;

    readonly CachedSessions _work = new(new SessionWorkload(), new InMemoryBackend());
    readonly LockedSessions<SignalAddress> _locked = new();
    readonly ConcurrentDictionary<SignalAddress, OpaqueRecord> _concurrent = [];
    readonly MemoryCache _memory = new(new MemoryCacheOptions());
    ThreadTeam _team = null!;

    [Params(1, 2, 4, 8)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _team = new ThreadTeam(Threads);
        _work.Put(SessionWorkload.Count);
        Put();
        CheckoutAndCommit();
        LockedDictionaryPut();
        ConcurrentDictionaryPut();
        MemoryCachePut();
        SameWork.Assert(
            SessionWorkload.Count, _concurrent.Count, _memory.Count, _work.Addresses.Count(address => _locked.TryGet(address, out _)),
            _work.Addresses.Count(address => _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _team.Dispose();
        _memory.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void Put() => Run(static (work, at) => StoreFixture.Wait(work._work.Cache.PutSessionAsync(work._work.Addresses[at], work._work.Records[at])));

    [Benchmark(OperationsPerInvoke = Count)]
    public void CheckoutAndCommit() => Run(static (work, at) =>
    {
        // Another thread may have it just now.
        if (work._work.Cache.TryCheckoutSession(work._work.Addresses[at], out Checkout<OpaqueRecord> checkout) is CheckoutStatus.Owned)
        {
            _ = checkout.TryCommit(work._work.Records[at]);
            checkout.Dispose();
        }
    });

    [Benchmark(OperationsPerInvoke = Count)]
    public void LockedDictionaryPut() => Run(static (work, at) => work._locked.Put(work._work.Addresses[at], work._work.Records[at]));

    [Benchmark(OperationsPerInvoke = Count)]
    public void LockedDictionaryTakeAndPut() => Run(static (work, at) =>
    {
        _ = work._locked.Take(work._work.Addresses[at]);
        work._locked.Put(work._work.Addresses[at], work._work.Records[at]);
    });

    /// <summary>Its half of a write-through cache; the store's half is in <see cref="SignalCacheFlushThreadBenchmarks"/>.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void ConcurrentDictionaryPut() => Run(static (work, at) => work._concurrent[work._work.Addresses[at]] = work._work.Records[at]);

    [Benchmark(OperationsPerInvoke = Count)]
    public void MemoryCachePut() => Run(static (work, at) => _ = work._memory.Set(work._work.Addresses[at].Text, work._work.Records[at]));

    void Run(Action<SignalCacheWriterBenchmarks, int> write) => _team.Run(thread =>
    {
        int at = thread * (SessionWorkload.Count / Threads);
        for (int i = 0; i < Count; i++)
        {
            at = at + 1 == SessionWorkload.Count ? 0 : at + 1;
            write(this, at);
        }
    });
}
