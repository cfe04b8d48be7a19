using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What do sessions cost to delete, one by one and in one call?</summary>
public class SignalFlushDeleteBenchmarks : OnceSignalFlushShape
{
    private protected override ShapeSide OfStore(SqliteStore store)
    {
        var side = new FlushStore(store, Work);
        return new ShapeSide(side.DeleteEach, side.DeleteBatch, () => _ = side.PutBatch());
    }

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var side = new FlushFloor(floor, Work);
        return new ShapeSide(side.DeleteEach, side.DeleteBatch, () => _ = side.PutBatch());
    }
}
