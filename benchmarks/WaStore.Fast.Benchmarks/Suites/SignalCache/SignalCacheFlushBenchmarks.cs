using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does a flush of changed sessions cost over SQLite, one after the other? The floor is the same upserts in one transaction, with the reference's automatic checkpoints.</summary>
/// <remarks>Warmed up for seconds: a flush is some dozen methods that are called once per flush, and the JIT's first code for them costs a third more.</remarks>
[WarmupCount(50)]
public class SignalCacheFlushBenchmarks : SignalCacheFlushWork
{
    [Benchmark(Baseline = true)]
    public void Floor()
    {
        Work.Change();
        PutByFloor();
    }

    [Benchmark]
    public void Flush()
    {
        Work.Change();
        Cached.Put(Rows);
        StoreFixture.Wait(Cached.Cache.FlushAsync());
    }

    /// <summary>The peer without a flush: every change goes to the store at once.</summary>
    [Benchmark]
    public void WriteThrough()
    {
        Work.Change();
        for (int i = 0; i < Rows; i++)
        {
            StoreFixture.Wait(ThroughFile.Store.PutSessionAsync(Work.Addresses[i], Work.Record));
        }
    }
}

/// <summary>The same with a pause of 25 ms before each, as the cache's worker makes it: checkpoints find room in the pauses. P95 says what a caller who waits may meet.</summary>
[InvocationCount(1, unrollFactor: 1)]
[WarmupCount(200)]
[IterationCount(100)]
public class SignalCachePacedFlushBenchmarks : SignalCacheFlushWork
{
    const int Pause = 25;

    [IterationSetup]
    public void Prepare()
    {
        Work.Change();
        Cached.Put(Rows);
        Thread.Sleep(Pause);
    }

    [Benchmark(Baseline = true)]
    public void Floor() => PutByFloor();

    [Benchmark]
    public void Flush() => StoreFixture.Wait(Cached.Cache.FlushAsync());
}

/// <summary>A file for each side: what one leaves in its WAL must not be checkpointed by another.</summary>
public abstract class SignalCacheFlushWork
{
    readonly SessionWorkload _work = new();
    StoreFixture _ours = null!;
    StoreFixture _through = null!;
    StoreFixture _floorFile = null!;
    CachedSessions _cached = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;

    [Params(1, 64, 256, 1000)]
    public int Rows { get; set; }

    private protected SessionWorkload Work => _work;

    private protected CachedSessions Cached => _cached;

    private protected StoreFixture ThroughFile => _through;

    [GlobalSetup]
    public void Setup()
    {
        _ours = new StoreFixture();
        _through = new StoreFixture();
        _floorFile = new StoreFixture();
        StoreFixture.Wait(_floorFile.Store.DisposeAsync());
        _floorDatabase = new FloorDatabase(_floorFile.Path);
        _floor = new FloorSessions(_floorDatabase, _work.Addresses);
        // In the floor's order: rows that were inserted together share pages, and a flush of neighbours writes half as many.
        StoreFixture.Wait(_ours.Store.PutSessionsAsync(_work.Entries));
        _cached = new CachedSessions(_work, _ours.Store);
        _floor.PutMany(SessionWorkload.Count, _work.Record);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _floorDatabase.Dispose();
        _ours.Dispose();
        _through.Dispose();
        _floorFile.Dispose();
    }

    private protected void PutByFloor() => _floor.PutMany(Rows, _work.Record);
}
