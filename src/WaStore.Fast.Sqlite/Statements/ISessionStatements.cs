using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>sessions</c>.</summary>
/// <remarks>
/// Lists name the index of the primary key. Left to itself SQLite walks upstream's <c>idx_*_device_id</c>, that is the whole account, or, with statistics from the time
/// when the table was small (ANALYZE, <c>PRAGMA optimize</c>: ours and upstream's), the whole table (spec/storage.md 6.1 no. 9).
/// </remarks>
[SqliteStatements]
interface ISessionStatements
{
    [Query("SELECT record FROM sessions WHERE address = @address AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string address, int deviceId);

    [Query("SELECT address, record AS record FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address IN (@addresses) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, AddressedRecord> GetMany(ReadOnlySpan<string> addresses, int deviceId);

    [Execute("""
        INSERT INTO sessions(address, record, device_id) VALUES (@address, @record, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET record = excluded.record
        """)]
    int Put(string address, ReadOnlySpan<byte> record, int deviceId);

    [Execute("""
        INSERT INTO sessions(address, record, device_id) VALUES (@Address, @Record, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET record = excluded.record
        """)]
    int PutMany([Batch] ReadOnlySpan<RecordEntry> entries, int deviceId);

    [Execute("DELETE FROM sessions WHERE address = @address AND device_id = @deviceId")]
    int Delete(string address, int deviceId);

    [Execute("DELETE FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address IN (@addresses) AND device_id = @deviceId")]
    int DeleteMany(ReadOnlySpan<string> addresses, int deviceId);

    [Query("SELECT typeof(record) = 'blob' FROM sessions WHERE address = @address AND device_id = @deviceId")]
    bool? IsBlob(string address, int deviceId);
}
