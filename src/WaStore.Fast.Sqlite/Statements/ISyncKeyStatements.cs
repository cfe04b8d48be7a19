using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>app_state_keys</c> and <c>app_state_versions</c>.</summary>
[SqliteStatements]
interface ISyncKeyStatements
{
    [Query("SELECT key_data FROM app_state_keys WHERE key_id = @keyId AND device_id = @deviceId")]
    Rows<StoredBlob> GetKey(ReadOnlySpan<byte> keyId, int deviceId);

    // Greatest id first: the reader stops at the first that decodes (spec/storage.md 1.2).
    [Query("SELECT key_id AS key, key_data AS value FROM app_state_keys WHERE +device_id = @deviceId ORDER BY key_id DESC")]
    Rows<KeyedBlob> KeysDescending(int deviceId);

    [Execute("""
        INSERT INTO app_state_keys(key_id, key_data, device_id) VALUES (@keyId, @keyData, @deviceId)
        ON CONFLICT(key_id, device_id) DO UPDATE SET key_data = excluded.key_data
        """)]
    int PutKey(ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> keyData, int deviceId);

    [Query("SELECT state_data FROM app_state_versions WHERE name = @name AND device_id = @deviceId")]
    Rows<StoredBlob> GetVersion(string name, int deviceId);

    [Execute("""
        INSERT INTO app_state_versions(name, state_data, device_id) VALUES (@name, @state, @deviceId)
        ON CONFLICT(name, device_id) DO UPDATE SET state_data = excluded.state_data
        """)]
    int PutVersion(string name, ReadOnlySpan<byte> state, int deviceId);

    [Execute("DELETE FROM app_state_versions WHERE name = @name AND device_id = @deviceId")]
    int DeleteVersion(string name, int deviceId);
}
