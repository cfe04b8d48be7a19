using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>How long does it take to open an account that was closed, and to send the first message to a group whose members have the key?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class ReopenBenchmarks
{
    const int Devices = 2;

    AccountFile _file = null!;
    GroupSends _sends = null!;

    [Params(8, 256)]
    public int Participants { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        _sends = StoreFixture.Wait(GroupSends.CreateAsync(_file, new Group(run: 0, Participants, Devices)));
        _ = StoreFixture.Wait(_sends.SendAsync());
    }

    [IterationSetup]
    public void Close() => StoreFixture.Wait(_file.CloseAsync());

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark(Baseline = true)]
    public void Open() => StoreFixture.Wait(_file.OpenAsync());

    [Benchmark]
    public void OpenAndSend()
    {
        StoreFixture.Wait(_file.OpenAsync());
        _ = StoreFixture.Wait(_sends.SendAsync());
    }
}
