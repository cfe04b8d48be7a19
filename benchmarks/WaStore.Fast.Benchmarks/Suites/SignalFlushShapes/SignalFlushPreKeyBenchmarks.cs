using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What does it cost to remove pre-keys that were consumed, one by one and in one call?</summary>
public class SignalFlushPreKeyBenchmarks : OnceSignalFlushShape
{
    private protected override string Left => "SELECT count(*) || ' left' FROM prekeys";

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            foreach (uint id in Work.PreKeyIds)
            {
                StoreFixture.Wait(store.RemovePreKeyAsync(id));
            }

            return Rows;
        },
        () =>
        {
            StoreFixture.Wait(store.RemovePreKeysAsync(Work.PreKeyIds));
            return Rows;
        },
        () => StoreFixture.Wait(store.StorePreKeysAsync(Work.PreKeys, uploaded: false)));

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var put = new FloorStatement(
            floor,
            "INSERT INTO prekeys(id,key,uploaded,device_id) VALUES(?1,?2,0,1) ON CONFLICT(id,device_id) DO UPDATE SET key=excluded.key,uploaded=excluded.uploaded",
            FloorCells.Of(Rows, i => [Work.PreKeyIds[i], Work.PreKey]));
        var remove = new FloorStatement(floor, "DELETE FROM prekeys WHERE id=?1 AND device_id=1", FloorCells.Of(Rows, i => [Work.PreKeyIds[i]]));
        var removeMany = new FloorLists(floor, "DELETE FROM prekeys WHERE +device_id=?1 AND id IN (*)", Rows, [1], i => Work.PreKeyIds[i]);
        return new ShapeSide(
            () =>
            {
                remove.WriteEach(Rows);
                return Rows;
            },
            () =>
            {
                floor.Begin();
                removeMany.Write();
                floor.Commit();
                return Rows;
            },
            () => put.WriteBatch(Rows));
    }
}
