using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>app_state_mutation_macs</c>.</summary>
[SqliteStatements]
interface IMutationMacStatements
{
    [Query("SELECT value_mac FROM app_state_mutation_macs WHERE name = @name AND index_mac = @indexMac AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string name, Key32 indexMac, int deviceId);

    [Query("SELECT index_mac AS key, value_mac AS value FROM app_state_mutation_macs INDEXED BY sqlite_autoindex_app_state_mutation_macs_1 WHERE name = @name AND index_mac IN (@indexMacs) AND device_id = @deviceId", JoinList = true)]
    ListRows<Key32, KeyedBlob> GetMany(string name, ReadOnlySpan<Key32> indexMacs, int deviceId);

    [Execute("""
        INSERT INTO app_state_mutation_macs(name, version, index_mac, value_mac, device_id) VALUES (@name, @version, @IndexMac, @ValueMac, @deviceId)
        ON CONFLICT(name, index_mac, device_id) DO UPDATE SET version = excluded.version, value_mac = excluded.value_mac
        """)]
    int PutMany(string name, ulong version, [Batch] ReadOnlySpan<MutationMac> macs, int deviceId);

    [Execute("DELETE FROM app_state_mutation_macs INDEXED BY sqlite_autoindex_app_state_mutation_macs_1 WHERE name = @name AND index_mac IN (@indexMacs) AND device_id = @deviceId")]
    int DeleteMany(string name, ReadOnlySpan<Key32> indexMacs, int deviceId);

    [Execute("DELETE FROM app_state_mutation_macs INDEXED BY sqlite_autoindex_app_state_mutation_macs_1 WHERE name = @name AND device_id = @deviceId")]
    int Clear(string name, int deviceId);
}
