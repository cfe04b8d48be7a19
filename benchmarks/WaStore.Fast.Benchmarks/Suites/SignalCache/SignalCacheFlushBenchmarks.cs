using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does a flush of changed sessions cost over SQLite, one after the other? The floor is the same upserts in one transaction, with the reference's automatic checkpoints.</summary>
/// <remarks>Warmed up for seconds: a flush is some dozen methods that are called once per flush, and the JIT's first code for them costs a third more.</remarks>
[WarmupCount(50)]
public class SignalCacheFlushBenchmarks : SignalCacheFlushWork
{
    [Benchmark, Needs(CCompiler.Variable)]
    public void C()
    {
        Work.Change();
        PutByC();
    }

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

    [Benchmark, Needs(CCompiler.Variable)]
    public void C() => PutByC();

    [Benchmark(Baseline = true)]
    public void Floor() => PutByFloor();

    [Benchmark]
    public void Flush() => StoreFixture.Wait(Cached.Cache.FlushAsync());
}

/// <summary>A file for each side: what one leaves in its WAL must not be checkpointed by another.</summary>
public abstract class SignalCacheFlushWork
{
    readonly SessionWorkload _work = new();
    Sides _sides = null!;
    StoreFixture _through = null!;
    CachedSessions _cached = null!;
    FloorStatement _floor = null!;
    FloorStatement? _c;

    [Params(1, 8, 64, 256, 1000)]
    public int Rows { get; set; }

    private protected SessionWorkload Work => _work;

    private protected CachedSessions Cached => _cached;

    private protected StoreFixture ThroughFile => _through;

    [GlobalSetup]
    public void Setup()
    {
        // In the same order everywhere: rows that were inserted together share pages, and a flush of neighbours writes half as many.
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _through = new StoreFixture();
        _cached = new CachedSessions(_work, _sides.Ours.Store);
        (_floor, _c) = _sides.Prepare(
            "INSERT INTO sessions(address,record,device_id) VALUES(?1,?2,?3) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record",
            FloorCells.Of(SessionWorkload.Count, i => [_work.Addresses[i], PinnedText.Over(_work.Record), 1]));
        _work.Change();
        _cached.Put(Rows);
        StoreFixture.Wait(_cached.Cache.FlushAsync());
        _floor.WriteBatch(Rows);
        _c?.WriteBatch(Rows);
        _sides.AssertSame($"SELECT count(*) || ' of ' || sum(length(record)) || ', new ' || sum(substr(record, 1, 1) = x'{_work.Record[0]:X2}') FROM sessions");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _sides.Dispose();
        _through.Dispose();
    }

    private protected void PutByFloor() => _floor.WriteBatch(Rows);

    private protected void PutByC() => _c!.WriteBatch(Rows);
}
