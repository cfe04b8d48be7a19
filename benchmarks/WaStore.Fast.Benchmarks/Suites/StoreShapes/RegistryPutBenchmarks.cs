using System.Globalization;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What do device lists of two devices cost to store, one by one and in one call? The floors have their JSON ready.</summary>
public class RegistryPutBenchmarks : EachAndBatch
{
    static readonly DeviceInfo[] s_devices = [new DeviceInfo(0, null, false), new DeviceInfo(1, 1, false)];

    // Two of each, which take turns.
    DeviceListRecord[][] _records = [];
    int _turn;

    [Params(1, 32, 256)]
    public int Users { get; set; }

    private protected override string Left => "SELECT count(*) || ' of ' || sum(length(devices_json)) || ' at ' || max(timestamp) FROM device_registry";

    private protected override void Prepare() => _records = [Records(1_760_000_000), Records(1_760_000_001)];

    private protected override void Change() => _turn ^= 1;

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            foreach (DeviceListRecord record in _records[_turn])
            {
                StoreFixture.Wait(store.UpdateDeviceListAsync(record));
            }

            return Users;
        },
        () =>
        {
            StoreFixture.Wait(store.UpdateDeviceListsAsync(_records[_turn]));
            return Users;
        });

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        const string Json = """[{"device_id":0,"key_index":null,"is_hosted":false},{"device_id":1,"key_index":1,"is_hosted":false}]""";
        FloorStatement[] puts = Array.ConvertAll(_records, records => new FloorStatement(
            floor,
            """
            INSERT INTO device_registry(user_id,devices_json,timestamp,phash,device_id,updated_at,raw_id) VALUES(?1,?2,?3,?4,1,?5,?6)
            ON CONFLICT(user_id,device_id) DO UPDATE SET devices_json=excluded.devices_json,timestamp=excluded.timestamp,phash=excluded.phash,updated_at=excluded.updated_at,raw_id=excluded.raw_id
            """,
            FloorCells.Of(Users, i => [records[i].User, Json, records[i].Timestamp, records[i].Phash, records[i].Timestamp, null])));
        return new ShapeSide(
            () =>
            {
                puts[_turn].WriteEach(Users);
                return Users;
            },
            () =>
            {
                puts[_turn].WriteBatch(Users);
                return Users;
            });
    }

    DeviceListRecord[] Records(long timestamp) =>
        [.. Enumerable.Range(0, Users).Select(i => new DeviceListRecord(string.Create(CultureInfo.InvariantCulture, $"1000000{i:D8}"), s_devices, timestamp, "2:abcdefgh", null))];
}
