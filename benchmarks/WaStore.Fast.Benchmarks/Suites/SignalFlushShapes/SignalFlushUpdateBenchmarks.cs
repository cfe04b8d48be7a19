using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What do sessions cost to store that are there, with other bytes each time, one by one and in one call?</summary>
public class SignalFlushUpdateBenchmarks : SignalFlushShape
{
    private protected override ValueTask FillAsync(SqliteStore store) => store.PutSessionsAsync(Work.Entries);

    private protected override ShapeSide OfStore(SqliteStore store)
    {
        var side = new FlushStore(store, Work);
        return new ShapeSide(side.PutEach, side.PutBatch);
    }

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var side = new FlushFloor(floor, Work);
        return new ShapeSide(side.PutEach, side.PutBatch);
    }
}
