using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>What does the storage work of a send cost that gives every member, with two devices each, a new key, with nothing in memory?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class ColdGroupSendBenchmarks
{
    const int Devices = 2;

    AccountFile _file = null!;
    GroupSends _sends = null!;
    int _groups;

    [Params(8, 32, 128, 256, 512, 1024)]
    public int Participants { get; set; }

    /// <summary>Whether the store has the members' sessions, or they are made.</summary>
    [Params(false, true)]
    public bool HasSessions { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        NextGroup();
        _ = StoreFixture.Wait(_sends.SendAsync());
    }

    [IterationSetup]
    public void Forget()
    {
        if (HasSessions)
        {
            StoreFixture.Wait(_sends.RotateAndForgetAsync());
        }
        else
        {
            NextGroup();
        }
    }

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark]
    public void Send() => _ = StoreFixture.Wait(_sends.SendAsync());

    void NextGroup() => _sends = StoreFixture.Wait(GroupSends.CreateAsync(_file, new Group(_groups++, Participants, Devices)));
}
