using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What does a batch of pre-keys cost to store before its upload: 812 of 74 bytes, which are new?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class StorePreKeysBatchBenchmarks
{
    const int RecordBytes = 74;

    PreKeyEntry[] _keys = [];
    Sides _sides = null!;
    FloorStatement _floor = null!;
    FloorStatement? _c;

    [Params(64, 812)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        byte[] record = new byte[RecordBytes];
        _keys = [.. Enumerable.Range(1, Keys).Select(i => new PreKeyEntry((uint)i, record))];
        _sides = new Sides();
        (_floor, _c) = _sides.Prepare(
            "INSERT INTO prekeys(id,key,uploaded,device_id) VALUES(?1,?2,0,1) ON CONFLICT(id,device_id) DO UPDATE SET key=excluded.key,uploaded=excluded.uploaded",
            FloorCells.Of(Keys, i => [_keys[i].Id, record]));
        Store();
        Floor();
        _c?.WriteBatch(Keys);
        _sides.AssertSame("SELECT count(*) || ' of ' || sum(length(key)) || ' up to ' || max(id) FROM prekeys");
    }

    [IterationSetup]
    public void Remove() => _sides.Run("DELETE FROM prekeys");

    [GlobalCleanup]
    public void Cleanup() => _sides.Dispose();

    [Benchmark, Needs(CCompiler.Variable)]
    public void C() => _c!.WriteBatch(Keys);

    [Benchmark(Baseline = true)]
    public void Floor() => _floor.WriteBatch(Keys);

    [Benchmark]
    public void Store() => StoreFixture.Wait(_sides.Ours.Store.StorePreKeysAsync(_keys, uploaded: false));
}
