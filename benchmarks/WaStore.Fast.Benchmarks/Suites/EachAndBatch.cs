using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>A shape of the reference's benchmarks: the same work call by call and in one call, by the store and by the floors.</summary>
public abstract class EachAndBatch
{
    Sides _sides = null!;
    ShapeSide _ours = null!;
    ShapeSide _floor = null!;
    ShapeSide? _c;

    /// <summary>Asks a file what the work has left in it.</summary>
    private protected abstract string Left { get; }

    [GlobalSetup]
    public void Setup()
    {
        Prepare();
        _sides = new Sides(FillAsync);
        _ours = OfStore(_sides.Ours.Store);
        _floor = OfFloor(_sides.Floor);
        _c = _sides.C is { } c ? OfFloor(c) : null;
        Reset();
        SameWork.Assert(_c?.Each(), _floor.Each(), _ours.Each());
        _sides.AssertSame(Left);
        Reset();
        SameWork.Assert(_c?.Batch(), _floor.Batch(), _ours.Batch());
        _sides.AssertSame(Left);
    }

    [GlobalCleanup]
    public void Cleanup() => _sides.Dispose();

    [BenchmarkCategory("each"), Benchmark, Needs(CCompiler.Variable)]
    public long CEach() => Run(_c!.Each);

    [BenchmarkCategory("each"), Benchmark(Baseline = true)]
    public long FloorEach() => Run(_floor.Each);

    [BenchmarkCategory("each"), Benchmark]
    public long StoreEach() => Run(_ours.Each);

    [BenchmarkCategory("batch"), Benchmark, Needs(CCompiler.Variable)]
    public long CBatch() => Run(_c!.Batch);

    [BenchmarkCategory("batch"), Benchmark(Baseline = true)]
    public long FloorBatch() => Run(_floor.Batch);

    [BenchmarkCategory("batch"), Benchmark]
    public long StoreBatch() => Run(_ours.Batch);

    /// <summary>Makes the work, once its size is known.</summary>
    private protected virtual void Prepare()
    {
    }

    /// <summary>What is in every file before.</summary>
    private protected virtual ValueTask FillAsync(SqliteStore store) => default;

    /// <summary>Changes what is written: equal bytes would let SQLite skip the page.</summary>
    private protected virtual void Change()
    {
    }

    private protected abstract ShapeSide OfStore(SqliteStore store);

    private protected abstract ShapeSide OfFloor(IFloor floor);

    private protected void Reset()
    {
        _ours.Reset?.Invoke();
        _floor.Reset?.Invoke();
        _c?.Reset?.Invoke();
    }

    long Run(Func<long> work)
    {
        Change();
        return work();
    }
}

/// <summary>A shape whose work can be done only once: before each time the files are made as they were.</summary>
public abstract class OnceEachAndBatch : EachAndBatch
{
    [IterationSetup]
    public void Again() => Reset();
}
