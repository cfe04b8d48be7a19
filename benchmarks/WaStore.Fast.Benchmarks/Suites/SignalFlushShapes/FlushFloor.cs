using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>The session statements of the shapes on a floor.</summary>
sealed class FlushFloor(IFloor floor, FlushRecords work)
{
    public const string Put = "INSERT INTO sessions(address,record,device_id) VALUES(?1,?2,?3) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record";

    readonly int _rows = work.Addresses.Length;
    readonly FloorLists _deleteMany = new(floor, "DELETE FROM sessions WHERE +device_id=?1 AND address IN (*)", work.Addresses.Length, [1], i => work.Addresses[i]);

    readonly FloorStatement _put = new(floor, Put, PutCells(work));
    readonly FloorStatement _delete = new(floor, "DELETE FROM sessions WHERE address=?1 AND device_id=?2", FloorCells.Of(work.Addresses.Length, i => [work.Addresses[i], 1]));

    /// <summary>The values of <see cref="Put"/>.</summary>
    public static FloorCells PutCells(FlushRecords work) => FloorCells.Of(work.Addresses.Length, i => [work.Addresses[i], PinnedText.Over(work.Record), 1]);

    public long PutEach()
    {
        _put.WriteEach(_rows);
        return _rows;
    }

    public long PutBatch()
    {
        _put.WriteBatch(_rows);
        return _rows;
    }

    public long DeleteEach()
    {
        _delete.WriteEach(_rows);
        return _rows;
    }

    public long DeleteBatch()
    {
        floor.Begin();
        _deleteMany.Write();
        floor.Commit();
        return _rows;
    }
}
