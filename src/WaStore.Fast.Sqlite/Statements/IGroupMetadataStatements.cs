using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>group_metadata</c>.</summary>
[SqliteStatements]
interface IGroupMetadataStatements
{
    [Query("SELECT info FROM group_metadata WHERE group_jid = @group AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string group, int deviceId);

    [Execute("""
        INSERT INTO group_metadata(group_jid, info, device_id, updated_at) VALUES (@group, @info, @deviceId, @now)
        ON CONFLICT(group_jid, device_id) DO UPDATE SET info = excluded.info, updated_at = excluded.updated_at
        """)]
    int Put(string group, ReadOnlySpan<byte> info, long now, int deviceId);

    [Execute("DELETE FROM group_metadata WHERE group_jid = @group AND device_id = @deviceId")]
    int Delete(string group, int deviceId);
}
