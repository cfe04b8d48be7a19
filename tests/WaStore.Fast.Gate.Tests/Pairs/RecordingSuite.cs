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
public sealed class SteadySuite
{
    readonly List<string> _log = RecordingSuite.Log;

    [Benchmark]
    public void One() => _log.Add("one");

    [Benchmark]
    public void Other() => _log.Add("other");
}

/// <summary>As <see cref="RecordingSuite"/>, of one call a round, each prepared.</summary>
[InvocationCount(1, unrollFactor: 1)]
public sealed class PreparedSuite
{
    readonly List<string> _log = RecordingSuite.Log;

    [IterationSetup]
    public void Prepare() => _log.Add("prepare");

    [Benchmark]
    public void One() => _log.Add("one");

    [Benchmark]
    public void Other() => _log.Add("other");
}
