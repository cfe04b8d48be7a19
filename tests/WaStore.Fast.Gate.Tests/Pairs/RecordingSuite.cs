using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Suites;

namespace WaStore.Fast.Gate.Tests.Pairs;

/// <summary>Benchmarks that write down how they were used. One test at a time uses the log: those of this folder are one collection.</summary>
public sealed class RecordingSuite
{
    internal const string Collection = "the recording suite";

    readonly List<string> _log = Log;

    internal static List<string> Log { get; } = [];

    [Params(1, 2)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup() => _log.Add($"setup {Rows}");

    [GlobalCleanup]
    public void Cleanup() => _log.Add($"cleanup {Rows}");

    [Benchmark]
    public void Nothing() => _log.Add($"nothing {Rows}");

    [Benchmark(OperationsPerInvoke = 4)]
    public int Answers()
    {
        _log.Add($"answers {Rows}");
        // Longer than the five milliseconds of a round, so that one call makes it: only time does.
        Thread.Sleep(6);
        return Rows;
    }

    [Benchmark]
    [Needs("WASTORE_NO_MACHINE_HAS_THIS")]
    public void Impossible() => _log.Add("impossible");
}

/// <summary>As <see cref="RecordingSuite"/>, of one call a round.</summary>
[InvocationCount(1, unrollFactor: 1)]
public class SteadySuite
{
    protected List<string> Log { get; } = RecordingSuite.Log;

    [Benchmark]
    public void One() => Log.Add("one");

    [Benchmark]
    public void Other() => Log.Add("other");
}

/// <summary>As <see cref="SteadySuite"/>, each round prepared.</summary>
public sealed class PreparedSuite : SteadySuite
{
    [IterationSetup]
    public void Prepare() => Log.Add("prepare");
}
