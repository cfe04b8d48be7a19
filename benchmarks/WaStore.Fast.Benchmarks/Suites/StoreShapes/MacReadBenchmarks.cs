using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What do the mutation MACs cost to read that a patch is about, of a collection of 5,000, one by one and in one call?</summary>
public class MacReadBenchmarks : EachAndBatch
{
    readonly MacWorkload _work = new();

    [Params(20, 200, 1000)]
    public int Macs { get; set; }

    private protected override string Left => "SELECT count(*) FROM app_state_mutation_macs";

    private protected override ValueTask FillAsync(SqliteStore store) => store.PutMutationMacsAsync(MacWorkload.Collection, 1, _work.Macs);

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            int found = 0;
            foreach (Key32 index in _work.Indexes.AsSpan(0, Macs))
            {
                found += StoreFixture.Wait(store.GetMutationMacAsync(MacWorkload.Collection, index)) is null ? 0 : 1;
            }

            return found;
        },
        () => StoreFixture.Wait(store.GetMutationMacsAsync(MacWorkload.Collection, new ReadOnlyMemory<Key32>(_work.Indexes, 0, Macs))).Count);

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var each = new FloorStatement(
            floor, "SELECT value_mac FROM app_state_mutation_macs WHERE name=?1 AND index_mac=?2 AND device_id=1", FloorCells.Of(Macs, i => [MacWorkload.Collection, _work.Indexes[i].ToArray()]), "b");
        var many = new FloorLists(
            floor, "SELECT index_mac, value_mac FROM app_state_mutation_macs WHERE name=?1 AND +device_id=1 AND index_mac IN (*)", Macs, [MacWorkload.Collection], i => _work.Indexes[i].ToArray(), "bb");
        return new ShapeSide(() => each.Read().Rows, () => many.Read().Rows);
    }
}
