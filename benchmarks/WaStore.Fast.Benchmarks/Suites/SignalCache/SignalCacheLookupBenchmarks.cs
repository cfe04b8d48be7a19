using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does a cached session cost to find, by interned key and by text, and one that is known to be absent? Beside the caches one writes by hand, and a store without one, which asks its file.</summary>
public class SignalCacheLookupBenchmarks
{
    const int Count = SessionWorkload.Count;

    readonly SessionWorkload _sessions = new();
    readonly CachedSessions _work;
    readonly LockedSessions<SignalAddress> _locked = new();
    readonly LockedSessions<string> _lockedByText = new();
    readonly ConcurrentDictionary<SignalAddress, OpaqueRecord> _concurrent = [];
    readonly ConcurrentDictionary<string, OpaqueRecord> _concurrentByText = [];
    readonly MemoryCache _memory = new(new MemoryCacheOptions());
    StoreFixture _file = null!;
    SignalAddress[] _absent = null!;

    public SignalCacheLookupBenchmarks() => _work = new CachedSessions(_sessions, new InMemoryBackend());

    [GlobalSetup]
    public void Setup()
    {
        _absent = [.. Enumerable.Range(0, Count).Select(i => _work.Cache.Addresses.Get($"1777{i:D7}@lid.0"))];
        StoreFixture.Wait(_work.Cache.LoadManyAsync(_absent));
        _work.Put(Count);
        for (int i = 0; i < Count; i++)
        {
            SignalAddress address = _work.Addresses[i];
            _locked.Put(address, _work.Records[i]);
            _lockedByText.Put(address.Text, _work.Records[i]);
            _concurrent[address] = _work.Records[i];
            _concurrentByText[address.Text] = _work.Records[i];
            _ = _memory.Set(address.Text, _work.Records[i]);
        }

        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_sessions.Entries));
        SameWork.Assert(
            Count, ByKey(), ByText(), LockedDictionaryByKey(), LockedDictionaryByText(), ConcurrentDictionaryByKey(), ConcurrentDictionaryByText(), MemoryCacheByText(), StoreWithoutCache());
        SameWork.Assert(Count, _absent.Count(address => _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is null));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _memory.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int ByKey() => Look(_work.Shuffled);

    [Benchmark(OperationsPerInvoke = Count)]
    public int AbsentByKey() => Look(_absent);

    [Benchmark(OperationsPerInvoke = Count)]
    public int ByText()
    {
        int found = 0;
        foreach (string text in _work.Texts)
        {
            found += _work.Cache.TryGetSession(text, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int InternText()
    {
        int devices = 0;
        foreach (string text in _work.Texts)
        {
            devices += _work.Cache.Addresses.Get(text).Device;
        }

        return devices;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int LockedDictionaryByKey()
    {
        int found = 0;
        foreach (SignalAddress address in _work.Shuffled)
        {
            found += _locked.TryGet(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int LockedDictionaryByText()
    {
        int found = 0;
        foreach (string text in _work.Texts)
        {
            found += _lockedByText.TryGet(text, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int ConcurrentDictionaryByKey()
    {
        int found = 0;
        foreach (SignalAddress address in _work.Shuffled)
        {
            found += _concurrent.TryGetValue(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int ConcurrentDictionaryByText()
    {
        int found = 0;
        foreach (string text in _work.Texts)
        {
            found += _concurrentByText.TryGetValue(text, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int MemoryCacheByText()
    {
        int found = 0;
        foreach (string text in _work.Texts)
        {
            found += _memory.TryGetValue(text, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int StoreWithoutCache()
    {
        int found = 0;
        foreach (string text in _work.Texts)
        {
            found += StoreFixture.Wait(_file.Store.GetSessionAsync(text)) is null ? 0 : 1;
        }

        return found;
    }

    int Look(SignalAddress[] addresses)
    {
        int found = 0;
        foreach (SignalAddress address in addresses)
        {
            found += _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
        }

        return found;
    }
}
