using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

// Two bases, because what can be done only once has a setup before each iteration.

/// <summary>A shape of signal_flush that leaves the file as it was.</summary>
public abstract class SignalFlushShape : EachAndBatch
{
    [Params(1, 8, 64, 256, 1000)]
    public int Rows { get; set; }

    private protected FlushRecords Work { get; private set; } = null!;

    private protected override string Left => "SELECT count(*) || ' of ' || total(length(record)) FROM sessions";

    private protected override void Prepare() => Work = new FlushRecords(Rows);

    private protected override void Change() => Work.Change();
}

/// <summary>A shape of signal_flush whose work can be done only once.</summary>
public abstract class OnceSignalFlushShape : OnceEachAndBatch
{
    [Params(1, 8, 64, 256, 1000)]
    public int Rows { get; set; }

    private protected FlushRecords Work { get; private set; } = null!;

    private protected override string Left => "SELECT count(*) || ' of ' || total(length(record)) FROM sessions";

    private protected override void Prepare() => Work = new FlushRecords(Rows);

    private protected override void Change() => Work.Change();
}
