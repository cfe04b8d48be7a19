using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>What does the storage work of a send cost when everybody in the group has the key? An iteration is one lease of 64 messages, so each has one flush in it.</summary>
[InvocationCount(Lease, unrollFactor: 1)]
public class WarmGroupSendBenchmarks
{
    const int Lease = 64;
    const int Devices = 2;

    AccountFile _file = null!;
    GroupSends _sends = null!;

    [Params(8, 32, 128, 512, 1024)]
    public int Participants { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        _sends = StoreFixture.Wait(GroupSends.CreateAsync(_file, new Group(run: 0, Participants, Devices)));
        // From the third send on nothing is new (spec/caches.md 10.9).
        _ = StoreFixture.Wait(_sends.SendAsync());
        _ = StoreFixture.Wait(_sends.SendAsync());
    }

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark]
    public void Send() => _ = StoreFixture.Wait(_sends.SendAsync());
}
