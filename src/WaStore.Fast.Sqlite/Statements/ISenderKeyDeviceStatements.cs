using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>sender_key_devices</c>: who holds a group's sender key.</summary>
[SqliteStatements]
interface ISenderKeyDeviceStatements
{
    [Query("SELECT device_jid, has_key FROM sender_key_devices INDEXED BY sqlite_autoindex_sender_key_devices_1 WHERE group_jid = @group AND device_id = @deviceId")]
    List<SenderKeyDevice> Get(string group, int deviceId);

    [Execute("""
        INSERT INTO sender_key_devices(group_jid, device_jid, has_key, device_id, updated_at) VALUES (@group, @DeviceJid, @HasKey, @deviceId, @now)
        ON CONFLICT(group_jid, device_jid, device_id) DO UPDATE SET has_key = excluded.has_key, updated_at = excluded.updated_at
        """)]
    int PutMany(string group, [Batch] ReadOnlySpan<SenderKeyDevice> entries, long now, int deviceId);

    [Execute("DELETE FROM sender_key_devices INDEXED BY sqlite_autoindex_sender_key_devices_1 WHERE group_jid = @group AND device_id = @deviceId")]
    int Clear(string group, int deviceId);

    // Served by the index (device_id, device_jid) that we add, or that a newer upstream has (spec/storage.md 6.2 d).
    [Execute("DELETE FROM sender_key_devices WHERE device_jid IN (@deviceJids) AND device_id = @deviceId")]
    int DeleteMany(ReadOnlySpan<string> deviceJids, int deviceId);

    [Execute("DELETE FROM sender_key_devices WHERE device_id = @deviceId")]
    int ClearAll(int deviceId);
}
