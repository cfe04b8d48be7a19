using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>What do sessions cost to read, found or not, one by one and in one call? Every side copies the record out.</summary>
public class SignalFlushReadBenchmarks : SignalFlushShape
{
    [Params(true, false)]
    public bool Hit { get; set; }

    private protected override ValueTask FillAsync(SqliteStore store) => Hit ? store.PutSessionsAsync(Work.Entries) : default;

    // A row more, so that a miss does work too.
    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            int found = 1;
            foreach (string address in Work.Addresses)
            {
                found += StoreFixture.Wait(store.GetSessionAsync(address)) is null ? 0 : 1;
            }

            return found;
        },
        () => 1 + StoreFixture.Wait(store.GetSessionsAsync(Work.Addresses)).Count);

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        var each = new FloorStatement(floor, "SELECT record FROM sessions WHERE address=?1 AND device_id=?2", FloorCells.Of(Rows, i => [Work.Addresses[i], 1]), "b");
        var many = new FloorLists(floor, "SELECT address, record FROM sessions WHERE +device_id=?1 AND address IN (*)", Rows, [1], i => Work.Addresses[i], "tb");
        return new ShapeSide(() => 1 + each.Read().Rows, () => 1 + many.Read().Rows);
    }
}
