using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>App-state sync: what does the store add to reading, writing and deleting mutation MACs of a collection of 5,000?</summary>
public class MutationMacBenchmarks
{
    readonly MacWorkload _work = new();
    StoreFixture _ours = null!;
    StoreFixture _floorFile = null!;
    FloorDatabase _floorDatabase = null!;
    FloorMacs _floor = null!;
    long _version;

    [Params(20, 200, 1000)]
    public int Macs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _ours = new StoreFixture();
        _floorFile = new StoreFixture();
        StoreFixture.Wait(_ours.Store.PutMutationMacsAsync(MacWorkload.Collection, 1, _work.Macs));
        StoreFixture.Wait(_floorFile.Store.PutMutationMacsAsync(MacWorkload.Collection, 1, _work.Macs));
        _floorFile.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _floorDatabase = new FloorDatabase(_floorFile.Path);
        _floor = new FloorMacs(_floorDatabase, MacWorkload.Collection, _work.Indexes);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _ours.Dispose();
        _floorFile.Dispose();
    }

    [BenchmarkCategory("get"), Benchmark(Baseline = true)]
    public int GetFloor() => _floor.ReadMany(Macs).Count;

    [BenchmarkCategory("get"), Benchmark]
    public int GetStore() => StoreFixture.Wait(_ours.Store.GetMutationMacsAsync(MacWorkload.Collection, new ReadOnlyMemory<Key32>(_work.Indexes, 0, Macs))).Count;

    [BenchmarkCategory("put"), Benchmark(Baseline = true)]
    public void PutFloor()
    {
        _work.Change();
        _floor.PutMany(Macs, ++_version, _work.Macs[0].ValueMac.Span);
    }

    [BenchmarkCategory("put"), Benchmark]
    public void PutStore()
    {
        _work.Change();
        StoreFixture.Wait(_ours.Store.PutMutationMacsAsync(MacWorkload.Collection, (ulong)++_version, new ReadOnlyMemory<MutationMac>(_work.Macs, 0, Macs)));
    }

    // A delete needs something to delete, so each call puts it back: the pair is what is compared.
    [BenchmarkCategory("delete and put back"), Benchmark(Baseline = true)]
    public void DeleteFloor()
    {
        _floor.DeleteMany(Macs);
        _floor.PutMany(Macs, ++_version, _work.Macs[0].ValueMac.Span);
    }

    [BenchmarkCategory("delete and put back"), Benchmark]
    public void DeleteStore()
    {
        StoreFixture.Wait(_ours.Store.DeleteMutationMacsAsync(MacWorkload.Collection, new ReadOnlyMemory<Key32>(_work.Indexes, 0, Macs)));
        StoreFixture.Wait(_ours.Store.PutMutationMacsAsync(MacWorkload.Collection, (ulong)++_version, new ReadOnlyMemory<MutationMac>(_work.Macs, 0, Macs)));
    }
}
