using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>Reading every LID-PN mapping at start.</summary>
public class LidWarmUpBenchmarks
{
    StoreFixture _file = null!;
    FloorDatabase _floorDatabase = null!;
    FloorLidMappings _floor = null!;

    [Params(500, 5000, 50000)]
    public int Mappings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutLidMappingsAsync(
            Enumerable.Range(0, Mappings).Select(i => new LidPnMapping($"{100000000000000L + i}", $"{559980000000L + i}", 1, 2, "usync")).ToArray()));
        _floorDatabase = new FloorDatabase(_file.Path);
        _floor = new FloorLidMappings(_floorDatabase);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public int Floor() => _floor.ReadAll().Count;

    [Benchmark]
    public int Store() => StoreFixture.Wait(_file.Store.GetAllLidMappingsAsync()).Count;
}
