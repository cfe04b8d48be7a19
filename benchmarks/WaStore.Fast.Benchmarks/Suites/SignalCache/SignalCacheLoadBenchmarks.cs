using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does the cache add to the cold load of 1,000 sessions and identity keys? The floor reads both lists in one transaction and copies each record out.</summary>
[InvocationCount(1, unrollFactor: 1)]
[WarmupCount(40)]
[IterationCount(120)]
public class SignalCacheLoadBenchmarks
{
    readonly SessionWorkload _work = new();
    StoreFixture _file = null!;
    CachedSessions _cached = null!;
    CachedSessions _warm = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    FloorIdentities _floorIdentities = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        StoreFixture.Wait(_file.Store.PutIdentitiesAsync(Array.ConvertAll(_work.Addresses, address => new IdentityEntry(address, new Key32(_work.Record.AsSpan(0, Key32.Length))))));
        _cached = new CachedSessions(_work, _file.Store);
        // The file's account has one cache; and what is warm does not ask its store.
        _warm = new CachedSessions(_work, new InMemoryBackend());
        _warm.Put(SessionWorkload.Count);
        StoreFixture.Wait(_warm.Cache.FlushAsync());
        StoreFixture.Wait(_warm.Cache.LoadManyAsync(_warm.Addresses));
        _floorDatabase = new FloorDatabase(_file.Path);
        _floor = new FloorSessions(_floorDatabase, _work.Addresses);
        _floorIdentities = new FloorIdentities(_floorDatabase, _work.Addresses);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        StoreFixture.Wait(_warm.Cache.DisposeAsync());
        _file.Dispose();
    }

    [IterationSetup]
    public void Forget() => StoreFixture.Wait(_cached.Cache.ClearAfterFlushAsync());

    [Benchmark(Baseline = true)]
    public int Floor()
    {
        _floorDatabase.Execute("BEGIN"u8);
        int read = _floor.CopyMany(SessionWorkload.Count).Length + _floorIdentities.ReadMany(SessionWorkload.Count).Length;
        _floorDatabase.Execute("COMMIT"u8);
        return read;
    }

    [Benchmark]
    public void Cold() => StoreFixture.Wait(_cached.Cache.LoadManyAsync(_cached.Addresses));

    [Benchmark]
    public void Warm() => StoreFixture.Wait(_warm.Cache.LoadManyAsync(_warm.Addresses));
}
