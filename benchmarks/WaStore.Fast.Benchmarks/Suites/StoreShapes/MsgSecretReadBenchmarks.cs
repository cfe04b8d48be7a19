using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What does it cost to read 500 message secrets, each by its own call? There is no other way to ask for them.</summary>
public class MsgSecretReadBenchmarks
{
    const int Secrets = 500;

    readonly SecretWorkload _work = new(Secrets, 1);
    Sides _sides = null!;
    FloorStatement _floor = null!;
    FloorStatement? _c;

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(async store => _ = await store.PutMsgSecretsAsync(_work.Entries));
        (_floor, _c) = _sides.Prepare(
            "SELECT secret FROM msg_secrets WHERE chat=?1 AND sender=?2 AND msg_id=?3 AND +device_id=1",
            FloorCells.Of(Secrets, i => [_work.Entries[i].Chat, _work.Entries[i].Sender, _work.Entries[i].MsgId]),
            "b");
        SameWork.Assert(_c?.Read().Bytes, Floor(), Store(), (long)Secrets * Key32.Length);
    }

    [GlobalCleanup]
    public void Cleanup() => _sides.Dispose();

    [Benchmark, Needs(CCompiler.Variable)]
    public long C() => _c!.Read().Bytes;

    [Benchmark(Baseline = true)]
    public long Floor() => _floor.Read().Bytes;

    [Benchmark]
    public long Store()
    {
        long bytes = 0;
        foreach (MsgSecretEntry entry in _work.Entries)
        {
            bytes += StoreFixture.Wait(_sides.Ours.Store.GetMsgSecretAsync(entry.Chat, entry.Sender, entry.MsgId))!.Length;
        }

        return bytes;
    }
}
