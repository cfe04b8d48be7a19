using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.Startup;

/// <summary>
/// How long does the program take that is published with NativeAOT, from its start to its end: to open an account that was closed, send one message and close it? And one that
/// is to do nothing, which is what the system takes.
/// </summary>
[Needs(AotProgram.Variable)]
[InvocationCount(1, unrollFactor: 1)]
public class AotStartupBenchmarks
{
    readonly TemporaryDatabase _file = new();
    readonly string[] _nothing = ["nothing"];

    [GlobalSetup]
    public void Setup()
    {
        // Makes the account; the next ones find it.
        SameWork.Assert(OpenSendClose(), OpenSendClose(), "sent 1");
        SameWork.Assert(Nothing(), "nothing");
    }

    [GlobalCleanup]
    public void Cleanup() => _file.Dispose();

    [Benchmark(Baseline = true)]
    public string Nothing() => AotProgram.Run(_nothing);

    [Benchmark]
    public string OpenSendClose() => AotProgram.Run("send", _file.Path);
}
