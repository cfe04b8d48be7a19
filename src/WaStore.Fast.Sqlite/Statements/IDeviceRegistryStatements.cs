using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>device_registry</c>. Its times are 32-bit (spec/storage.md 3.5); the caller casts.</summary>
[SqliteStatements]
interface IDeviceRegistryStatements
{
    [Query("SELECT user_id, devices_json, timestamp, phash, raw_id FROM device_registry WHERE user_id = @user AND device_id = @deviceId")]
    Rows<DeviceListRow> Get(string user, int deviceId);

    [Query("SELECT user_id, devices_json, timestamp, phash, raw_id FROM device_registry INDEXED BY sqlite_autoindex_device_registry_1 WHERE user_id IN (@users) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, DeviceListRow> GetMany(ReadOnlySpan<string> users, int deviceId);

    [Execute("""
        INSERT INTO device_registry(user_id, devices_json, timestamp, phash, device_id, updated_at, raw_id)
        VALUES (@user, @devicesJson, @timestamp, @phash, @deviceId, @now, @rawId)
        ON CONFLICT(user_id, device_id) DO UPDATE SET
            devices_json = excluded.devices_json, timestamp = excluded.timestamp, phash = excluded.phash,
            updated_at = excluded.updated_at, raw_id = excluded.raw_id
        """)]
    int Put(string user, [Text] ReadOnlySpan<byte> devicesJson, int timestamp, string? phash, int now, uint? rawId, int deviceId);

    [Execute("DELETE FROM device_registry WHERE user_id = @user AND device_id = @deviceId")]
    int Delete(string user, int deviceId);
}
