using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>What does it cost that somebody joins a group of 256, and what the next send, which brings him the key?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class MemberJoinBenchmarks
{
    // One each iteration, with those of the warm-up and of the diagnoser.
    const int Joiners = 200;

    AccountFile _file = null!;
    MemberJoins _joins = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        _joins = StoreFixture.Wait(MemberJoins.CreateAsync(_file, Joiners));
    }

    [IterationSetup(Target = nameof(Send))]
    public void Join() => StoreFixture.Wait(_joins.JoinAsync());

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark]
    public void Notification() => StoreFixture.Wait(_joins.JoinAsync());

    [Benchmark]
    public void Send() => _ = StoreFixture.Wait(_joins.Sends.SendAsync());
}
