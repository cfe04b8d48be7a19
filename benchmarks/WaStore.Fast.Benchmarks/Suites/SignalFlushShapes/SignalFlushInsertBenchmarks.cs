using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What do new sessions cost to store, one by one and in one call?</summary>
public class SignalFlushInsertBenchmarks : OnceSignalFlushShape
{
    private protected override ShapeSide OfStore(SqliteStore store)
    {
        var side = new FlushStore(store, Work);
        return new ShapeSide(side.PutEach, side.PutBatch, () => _ = side.DeleteBatch());
    }

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var side = new FlushFloor(floor, Work);
        return new ShapeSide(side.PutEach, side.PutBatch, () => _ = side.DeleteBatch());
    }
}
