using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>What does a message cost that comes in while we are online? Bursts of 40 with the worker's pause between them, in which it flushes. P95 says what a burst may meet.</summary>
[InvocationCount(1, unrollFactor: 1)]
[WarmupCount(50)]
[IterationCount(100)]
public class LiveStreamBenchmarks
{
    const int Burst = 40;

    LiveStream _stream = null!;

    [GlobalSetup]
    public void Setup() => _stream = StoreFixture.Wait(LiveStream.CreateAsync());

    [IterationSetup]
    public static void Pause() => Thread.Sleep(LiveStream.Window + LiveStream.Window);

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_stream.DisposeAsync());

    [Benchmark(Baseline = true, OperationsPerInvoke = Burst)]
    public void Receive() => StoreFixture.Wait(_stream.ReceiveAsync(Burst));

    /// <summary>The peer without a worker: the burst waits for its flush.</summary>
    [Benchmark(OperationsPerInvoke = Burst)]
    public void ReceiveAndFlush()
    {
        StoreFixture.Wait(_stream.ReceiveAsync(Burst));
        StoreFixture.Wait(_stream.File.Account.FlushAsync());
    }
}
