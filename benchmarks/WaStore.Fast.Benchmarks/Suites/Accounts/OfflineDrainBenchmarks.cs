using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>How long does it take to take in the 400 messages that waited at the server, of 50 peers and in 10 groups, with nothing in memory?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class OfflineDrainBenchmarks
{
    OfflineDrain _drain = null!;

    [IterationSetup]
    public void Open() => _drain = StoreFixture.Wait(OfflineDrain.CreateAsync());

    [IterationCleanup]
    public void Close() => StoreFixture.Wait(_drain.DisposeAsync());

    [Benchmark]
    public void Drain() => StoreFixture.Wait(_drain.ReceiveAsync());
}
