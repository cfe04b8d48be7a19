using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What does it cost to read every LID-PN mapping at start? C copies the texts out and makes no objects of them.</summary>
public class LidWarmUpBenchmarks
{
    Sides _sides = null!;
    FloorDatabase _floorDatabase = null!;
    FloorLidMappings _floor = null!;
    FloorStatement? _c;

    [Params(500, 5000, 50000)]
    public int Mappings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutLidMappingsAsync(
            Enumerable.Range(0, Mappings).Select(i => new LidPnMapping($"{100000000000000L + i}", $"{559980000000L + i}", 1, 2, "usync")).ToArray()));
        _floorDatabase = new FloorDatabase(_sides.Ours.Path);
        _floor = new FloorLidMappings(_floorDatabase);
        _c = _sides.Prepare("SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping WHERE device_id=1", FloorCells.None, "ttiit").C;
        SameWork.Assert(Mappings, Floor(), Store(), (int?)_c?.Read().Rows);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _sides.Dispose();
    }

    [Benchmark, Needs(CCompiler.Variable)]
    public long C() => _c!.Read().Rows;

    [Benchmark(Baseline = true)]
    public int Floor() => _floor.ReadAll().Count;

    [Benchmark]
    public int Store() => StoreFixture.Wait(_sides.Ours.Store.GetAllLidMappingsAsync()).Count;
}
