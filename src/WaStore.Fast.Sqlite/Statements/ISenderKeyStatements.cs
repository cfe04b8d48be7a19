using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>sender_keys</c>.</summary>
/// <remarks>
/// Lists name the index of the primary key. Left to itself SQLite walks upstream's <c>idx_*_device_id</c>, that is the whole account, or, with statistics from the time
/// when the table was small (ANALYZE, <c>PRAGMA optimize</c>: ours and upstream's), the whole table (spec/storage.md 6.1 no. 9).
/// </remarks>
[SqliteStatements]
interface ISenderKeyStatements
{
    [Query("SELECT record FROM sender_keys WHERE address = @address AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string address, int deviceId);

    [Query("SELECT address, record AS record FROM sender_keys INDEXED BY sqlite_autoindex_sender_keys_1 WHERE address IN (@addresses) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, AddressedRecord> GetMany(ReadOnlySpan<string> addresses, int deviceId);

    [Execute("""
        INSERT INTO sender_keys(address, record, device_id) VALUES (@address, @record, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET record = excluded.record
        """)]
    int Put(string address, ReadOnlySpan<byte> record, int deviceId);

    [Execute("""
        INSERT INTO sender_keys(address, record, device_id) VALUES (@Address, @Record, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET record = excluded.record
        """)]
    int PutMany([Batch] ReadOnlySpan<RecordEntry> entries, int deviceId);

    [Execute("DELETE FROM sender_keys WHERE address = @address AND device_id = @deviceId")]
    int Delete(string address, int deviceId);

    [Execute("DELETE FROM sender_keys INDEXED BY sqlite_autoindex_sender_keys_1 WHERE address IN (@addresses) AND device_id = @deviceId")]
    int DeleteMany(ReadOnlySpan<string> addresses, int deviceId);
}
