using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>How do lookups go with several threads? The time is that of one operation of each thread: the same for any number of threads is perfect up to the cores.</summary>
public class SignalCacheReaderBenchmarks
{
    // Some milliseconds: to wake the threads takes some 50 us, which with several is a loss that is not the lookups'.
    const int Rounds = 1000;
    const int Count = Rounds * SessionWorkload.Count;

    readonly CachedSessions _work = new(new SessionWorkload(), new InMemoryBackend());
    readonly LockedSessions<SignalAddress> _locked = new();
    readonly ConcurrentDictionary<SignalAddress, OpaqueRecord> _concurrent = [];
    readonly MemoryCache _memory = new(new MemoryCacheOptions());
    SignalAddress[] _absent = [];
    ThreadTeam _team = null!;

    [Params(1, 2, 4, 8)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _absent = [.. Enumerable.Range(0, SessionWorkload.Count).Select(i => _work.Cache.Addresses.Get($"1777{i:D7}@lid.0"))];
        StoreFixture.Wait(_work.Cache.LoadManyAsync(_absent));
        _work.Put(SessionWorkload.Count);
        for (int i = 0; i < SessionWorkload.Count; i++)
        {
            _locked.Put(_work.Addresses[i], _work.Records[i]);
            _concurrent[_work.Addresses[i]] = _work.Records[i];
            _ = _memory.Set(_work.Addresses[i].Text, _work.Records[i]);
        }

        _team = new ThreadTeam(Threads);
        // All sides find every session, and ours knows of the absent ones.
        SameWork.Assert(
            SessionWorkload.Count,
            _work.Addresses.Count(address => _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null),
            _absent.Count(address => _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is null),
            _work.Texts.Count(text => _memory.TryGetValue(text, out OpaqueRecord? record) && record is not null));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _team.Dispose();
        _memory.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void ByKey() => Run(_work.Shuffled, static (work, address) => work._work.Cache.TryGetSession(address, out _));

    [Benchmark(OperationsPerInvoke = Count)]
    public void AbsentByKey() => Run(_absent, static (work, address) => work._work.Cache.TryGetSession(address, out _));

    [Benchmark(OperationsPerInvoke = Count)]
    public void ByText() => Run(_work.Texts, static (work, text) => work._work.Cache.TryGetSession(text, out _));

    [Benchmark(OperationsPerInvoke = Count)]
    public void ConcurrentDictionary() => Run(_work.Shuffled, static (work, address) => work._concurrent.TryGetValue(address, out _));

    [Benchmark(OperationsPerInvoke = Count)]
    public void LockedDictionary() => Run(_work.Shuffled, static (work, address) => work._locked.TryGet(address, out _));

    [Benchmark(OperationsPerInvoke = Count)]
    public void MemoryCacheByText() => Run(_work.Texts, static (work, text) => work._memory.TryGetValue(text, out OpaqueRecord? _));

    void Run<TKey>(TKey[] keys, Func<SignalCacheReaderBenchmarks, TKey, bool> look) => _team.Run(thread =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            foreach (TKey key in keys)
            {
                _ = look(this, key);
            }
        }
    });
}
