using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does the cache add to the cold load of 1,000 sessions and identity keys? The floors read both lists in one transaction and copy each record out.</summary>
[InvocationCount(1, unrollFactor: 1)]
[WarmupCount(40)]
[IterationCount(120)]
public class SignalCacheLoadBenchmarks
{
    readonly SessionWorkload _work = new();
    Sides _sides = null!;
    CachedSessions _cached = null!;
    CachedSessions _warm = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    FloorIdentities _floorIdentities = null!;
    FloorLists? _cSessions;
    FloorLists? _cIdentities;

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(async store =>
        {
            await store.PutSessionsAsync(_work.Entries);
            await store.PutIdentitiesAsync(Array.ConvertAll(_work.Addresses, address => new IdentityEntry(address, new Key32(_work.Record.AsSpan(0, Key32.Length)))));
        });
        _cached = new CachedSessions(_work, _sides.Ours.Store);
        // The file's account has one cache; and what is warm does not ask its store.
        _warm = new CachedSessions(_work, new InMemoryBackend());
        _warm.Put(SessionWorkload.Count);
        StoreFixture.Wait(_warm.Cache.FlushAsync());
        StoreFixture.Wait(_warm.Cache.LoadManyAsync(_warm.Addresses));
        _floorDatabase = new FloorDatabase(_sides.Ours.Path);
        _floor = new FloorSessions(_floorDatabase, _work.Addresses);
        _floorIdentities = new FloorIdentities(_floorDatabase, _work.Addresses);
        if (_sides.C is { } c)
        {
            _cSessions = new FloorLists(c, "SELECT address, record FROM sessions WHERE +device_id=?1 AND address IN (*)", SessionWorkload.Count, [1], i => _work.Addresses[i], "tb");
            _cIdentities = new FloorLists(c, "SELECT address, key FROM identities WHERE +device_id=?1 AND address IN (*)", SessionWorkload.Count, [1], i => _work.Addresses[i], "tb");
        }

        Forget();
        Cold();
        SameWork.Assert(Floor(), _cSessions is null ? null : C(), 2 * SessionWorkload.Count, 2 * _cached.Addresses.Count(address => _cached.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        StoreFixture.Wait(_warm.Cache.DisposeAsync());
        _sides.Dispose();
    }

    [IterationSetup]
    public void Forget() => StoreFixture.Wait(_cached.Cache.ClearAfterFlushAsync());

    [Benchmark, Needs(CCompiler.Variable)]
    public int C()
    {
        _sides.C!.Begin();
        long read = _cSessions!.Read().Rows + _cIdentities!.Read().Rows;
        _sides.C.Commit();
        return (int)read;
    }

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
