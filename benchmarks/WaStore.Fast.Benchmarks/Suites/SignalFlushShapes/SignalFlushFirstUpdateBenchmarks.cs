using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What does the first batch cost on a connection that has prepared nothing yet? The floors prepare their statement too; each file is open already.</summary>
[InvocationCount(1, unrollFactor: 1)]
public class SignalFlushFirstUpdateBenchmarks
{
    FlushRecords _work = null!;
    FloorCells _cells = null!;
    Sides _sides = null!;

    [Params(1, 8, 64, 256, 1000)]
    public int Rows { get; set; }

    [IterationSetup]
    public void Open()
    {
        _work = new FlushRecords(Rows);
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _cells = FlushFloor.PutCells(_work);
        // The fill has prepared it; opened again, nothing is.
        _sides.Ours.Reopen();
        _work.Change();
    }

    [IterationCleanup]
    public void Close()
    {
        _sides.AssertWritten(1, $"SELECT count(*) FROM sessions WHERE substr(record, 1, 1) = x'{_work.Record[0]:X2}'", Rows);
        _sides.Dispose();
    }

    [Benchmark, Needs(CCompiler.Variable)]
    public void C() => Update(_sides.C!);

    [Benchmark(Baseline = true)]
    public void Floor() => Update(_sides.Floor);

    [Benchmark]
    public void Store() => StoreFixture.Wait(_sides.Ours.Store.PutSessionsAsync(_work.Entries));

    void Update(IFloor floor) => new FloorStatement(floor, FlushFloor.Put, _cells).WriteBatch(Rows);
}
