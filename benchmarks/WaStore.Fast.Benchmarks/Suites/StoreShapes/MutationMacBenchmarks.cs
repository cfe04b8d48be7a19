using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>App-state sync: what does the store add to reading, writing and deleting mutation MACs of a collection of 5,000?</summary>
public class MutationMacBenchmarks
{
    readonly MacWorkload _work = new();
    Sides _sides = null!;
    FloorMacs _floor = null!;
    FloorStatement? _cPut;
    FloorLists? _cDelete;
    FloorLists? _cGet;
    long _version = 1;

    [Params(20, 200, 1000)]
    public int Macs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutMutationMacsAsync(MacWorkload.Collection, 1, _work.Macs));
        _floor = new FloorMacs((FloorDatabase)_sides.Floor, MacWorkload.Collection, _work.Indexes);
        if (_sides.C is { } c)
        {
            _cPut = new FloorStatement(
                c,
                """
                INSERT INTO app_state_mutation_macs(name,version,index_mac,value_mac,device_id) VALUES(?1,2,?2,?3,1)
                ON CONFLICT(name,index_mac,device_id) DO UPDATE SET version=excluded.version,value_mac=excluded.value_mac
                """,
                FloorCells.Of(Macs, i => [MacWorkload.Collection, _work.Indexes[i].ToArray(), PinnedText.Over(_work.Value)]));
            _cDelete = new FloorLists(
                c, "DELETE FROM app_state_mutation_macs WHERE name=?1 AND +device_id=1 AND index_mac IN (*)", Macs, [MacWorkload.Collection], i => _work.Indexes[i].ToArray());
            _cGet = new FloorLists(
                c, "SELECT index_mac, value_mac FROM app_state_mutation_macs WHERE name=?1 AND +device_id=1 AND index_mac IN (*)", Macs, [MacWorkload.Collection], i => _work.Indexes[i].ToArray(), "bb");
            DeleteC();
        }

        SameWork.Assert(_cGet is null ? null : GetC(), GetFloor(), GetStore(), Macs);

        DeleteFloor();
        DeleteStore();
        _sides.AssertSame("SELECT count(*) || ' of ' || sum(length(value_mac)) || ', old ' || sum(version = 1) FROM app_state_mutation_macs");
    }

    [GlobalCleanup]
    public void Cleanup() => _sides.Dispose();

    // Every side but C answers a dictionary.
    [BenchmarkCategory("get"), Benchmark, Needs(CCompiler.Variable)]
    public int GetC() => (int)_cGet!.Read().Rows;

    [BenchmarkCategory("get"), Benchmark(Baseline = true)]
    public int GetFloor() => _floor.ReadMany(Macs).Count;

    [BenchmarkCategory("get"), Benchmark]
    public int GetStore() => StoreFixture.Wait(_sides.Ours.Store.GetMutationMacsAsync(MacWorkload.Collection, new ReadOnlyMemory<Key32>(_work.Indexes, 0, Macs))).Count;

    [BenchmarkCategory("put"), Benchmark, Needs(CCompiler.Variable)]
    public void PutC()
    {
        _work.Change();
        _cPut!.WriteBatch(Macs);
    }

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
        StoreFixture.Wait(_sides.Ours.Store.PutMutationMacsAsync(MacWorkload.Collection, (ulong)++_version, new ReadOnlyMemory<MutationMac>(_work.Macs, 0, Macs)));
    }

    // A delete needs something to delete, so each call puts it back: the pair is what is compared.
    [BenchmarkCategory("delete and put back"), Benchmark, Needs(CCompiler.Variable)]
    public void DeleteC()
    {
        _sides.C!.Begin();
        _cDelete!.Write();
        _sides.C.Commit();
        _cPut!.WriteBatch(Macs);
    }

    [BenchmarkCategory("delete and put back"), Benchmark(Baseline = true)]
    public void DeleteFloor()
    {
        _floor.DeleteMany(Macs);
        _floor.PutMany(Macs, ++_version, _work.Macs[0].ValueMac.Span);
    }

    [BenchmarkCategory("delete and put back"), Benchmark]
    public void DeleteStore()
    {
        StoreFixture.Wait(_sides.Ours.Store.DeleteMutationMacsAsync(MacWorkload.Collection, new ReadOnlyMemory<Key32>(_work.Indexes, 0, Macs)));
        StoreFixture.Wait(_sides.Ours.Store.PutMutationMacsAsync(MacWorkload.Collection, (ulong)++_version, new ReadOnlyMemory<MutationMac>(_work.Macs, 0, Macs)));
    }
}
