using System.Buffers;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>
/// What does an app-state patch cost to store as the three calls that it used to be (each), and as commit_patch (batch)? It removes MACs of a collection of 5,000, puts as
/// many others, and sets the version; the next patch turns it round.
/// </summary>
public class AppStatePatchBenchmarks : EachAndBatch
{
    readonly MacWorkload _work = new();
    readonly HashState[] _states = [new HashState { Version = 2 }, new HashState { Version = 3 }];
    int _turn;

    [Params(1, 32, 256)]
    public int Macs { get; set; }

    private protected override string Left =>
        "SELECT count(*) || ' of ' || max(version) || ', ' || (SELECT count(*) || ' ' || hex(max(state_data)) FROM app_state_versions) FROM app_state_mutation_macs";

    ReadOnlyMemory<Key32> Removed => new(_work.Indexes, _turn * Macs, Macs);

    ReadOnlyMemory<MutationMac> Added => new(_work.Macs, (_turn ^ 1) * Macs, Macs);

    private protected override void Change() => _turn ^= 1;

    private protected override ValueTask FillAsync(SqliteStore store) => store.PutMutationMacsAsync(MacWorkload.Collection, 1, _work.Macs);

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            StoreFixture.Wait(store.DeleteMutationMacsAsync(MacWorkload.Collection, Removed));
            StoreFixture.Wait(store.PutMutationMacsAsync(MacWorkload.Collection, _states[_turn].Version, Added));
            StoreFixture.Wait(store.SetVersionAsync(MacWorkload.Collection, _states[_turn]));
            return Macs;
        },
        () =>
        {
            StoreFixture.Wait(store.CommitPatchAsync(MacWorkload.Collection, _states[_turn], Removed, Added));
            return Macs;
        });

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        (FloorLists Remove, FloorStatement Put, FloorStatement SetVersion)[] turns = [PatchOf(floor, 0), PatchOf(floor, 1)];
        return new ShapeSide(
            () =>
            {
                turns[_turn].Remove.Write();
                turns[_turn].Put.WriteBatch(Macs);
                turns[_turn].SetVersion.WriteEach(1);
                return Macs;
            },
            () =>
            {
                floor.Begin();
                turns[_turn].Remove.Write();
                turns[_turn].Put.WriteEach(Macs);
                turns[_turn].SetVersion.WriteEach(1);
                floor.Commit();
                return Macs;
            });
    }

    (FloorLists Remove, FloorStatement Put, FloorStatement SetVersion) PatchOf(IFloor floor, int turn)
    {
        var state = new ArrayBufferWriter<byte>();
        HashStateCodec.Encode(_states[turn], state);
        return (
            new FloorLists(
                floor, "DELETE FROM app_state_mutation_macs WHERE name=?1 AND +device_id=1 AND index_mac IN (*)", Macs, [MacWorkload.Collection], i => _work.Indexes[(turn * Macs) + i].ToArray()),
            new FloorStatement(
                floor,
                """
                INSERT INTO app_state_mutation_macs(name,version,index_mac,value_mac,device_id) VALUES(?1,?2,?3,?4,1)
                ON CONFLICT(name,index_mac,device_id) DO UPDATE SET version=excluded.version,value_mac=excluded.value_mac
                """,
                FloorCells.Of(Macs, i => [MacWorkload.Collection, (long)_states[turn].Version, _work.Indexes[((turn ^ 1) * Macs) + i].ToArray(), PinnedText.Over(_work.Value)])),
            new FloorStatement(
                floor,
                "INSERT INTO app_state_versions(name,state_data,device_id) VALUES(?1,?2,1) ON CONFLICT(name,device_id) DO UPDATE SET state_data=excluded.state_data",
                FloorCells.Of(1, _ => [MacWorkload.Collection, state.WrittenSpan.ToArray()])));
    }
}
