using System.Globalization;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What do LID-PN mappings cost to store, one by one and in one call?</summary>
public class LidPutBenchmarks : EachAndBatch
{
    // Two of each, which take turns.
    LidPnMapping[][] _mappings = [];
    int _turn;

    [Params(1, 32, 256)]
    public int Mappings { get; set; }

    private protected override string Left => "SELECT count(*) || ' until ' || max(updated_at) || ' up to ' || max(lid) FROM lid_pn_mapping";

    private protected override void Prepare() => _mappings = [Create(2), Create(3)];

    private protected override void Change() => _turn ^= 1;

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            foreach (LidPnMapping mapping in _mappings[_turn])
            {
                StoreFixture.Wait(store.PutLidMappingAsync(mapping));
            }

            return Mappings;
        },
        () =>
        {
            StoreFixture.Wait(store.PutLidMappingsAsync(_mappings[_turn]));
            return Mappings;
        });

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        FloorStatement[] puts = Array.ConvertAll(_mappings, mappings => new FloorStatement(
            floor,
            """
            INSERT INTO lid_pn_mapping(lid,phone_number,created_at,learning_source,updated_at,device_id) VALUES(?1,?2,?3,?4,?5,1)
            ON CONFLICT(lid,device_id) DO UPDATE SET phone_number=excluded.phone_number,learning_source=excluded.learning_source,updated_at=excluded.updated_at
            """,
            FloorCells.Of(Mappings, i => [mappings[i].Lid, mappings[i].PhoneNumber, mappings[i].CreatedAt, mappings[i].LearningSource, mappings[i].UpdatedAt])));
        return new ShapeSide(
            () =>
            {
                puts[_turn].WriteEach(Mappings);
                return Mappings;
            },
            () =>
            {
                puts[_turn].WriteBatch(Mappings);
                return Mappings;
            });
    }

    LidPnMapping[] Create(long updatedAt) => [.. Enumerable.Range(0, Mappings).Select(i => new LidPnMapping(Number(100_000_000_000_000 + i), Number(559_980_000_000 + i), 1, updatedAt, "usync"))];

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
