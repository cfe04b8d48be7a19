using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does it cost to put a session into the cache, and to check one out and commit it? The write-through peer pays its store at once, as it must.</summary>
public class SignalCacheWriteBenchmarks
{
    const int Count = SessionWorkload.Count;

    readonly SessionWorkload _sessions = new();
    readonly LockedSessions<SignalAddress> _locked = new();
    readonly ConcurrentDictionary<SignalAddress, OpaqueRecord> _concurrent = [];
    readonly MemoryCache _memory = new(new MemoryCacheOptions());
    StoreFixture _file = null!;
    CachedSessions _work = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        _work = new CachedSessions(_sessions, _file.Store);
        _work.Put(Count);
        LockedDictionaryPut();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        StoreFixture.Wait(_work.Cache.DisposeAsync());
        _file.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void Put() => _work.Put(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public void CheckoutAndCommit()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = _work.Cache.TryCheckoutSession(_work.Addresses[i], out Checkout<OpaqueRecord> checkout);
            checkout.Commit(_work.Records[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void LockedDictionaryPut()
    {
        for (int i = 0; i < Count; i++)
        {
            _locked.Put(_work.Addresses[i], _work.Records[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void LockedDictionaryTakeAndPut()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = _locked.Take(_work.Addresses[i]);
            _locked.Put(_work.Addresses[i], _work.Records[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void MemoryCachePut()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = _memory.Set(_work.Addresses[i].Text, _work.Records[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void ConcurrentDictionaryWriteThrough()
    {
        _sessions.Change();
        for (int i = 0; i < Count; i++)
        {
            _concurrent[_work.Addresses[i]] = _work.Records[i];
            StoreFixture.Wait(_file.Store.PutSessionAsync(_work.Addresses[i].Text, _work.Records[i].Bytes));
        }
    }
}
