using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>identities</c>.</summary>
/// <remarks>
/// Lists name the index of the primary key. Left to itself SQLite walks upstream's <c>idx_*_device_id</c>, that is the whole account, or, with statistics from the time
/// when the table was small (ANALYZE, <c>PRAGMA optimize</c>: ours and upstream's), the whole table (spec/storage.md 6.1 no. 9).
/// </remarks>
[SqliteStatements]
interface IIdentityStatements
{
    [Query("SELECT key FROM identities WHERE address = @address AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string address, int deviceId);

    [Query("SELECT address, key AS record FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address IN (@addresses) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, AddressedRecord> GetMany(ReadOnlySpan<string> addresses, int deviceId);

    [Execute("""
        INSERT INTO identities(address, key, device_id) VALUES (@address, @key, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET key = excluded.key
        """)]
    int Put(string address, Key32 key, int deviceId);

    [Execute("""
        INSERT INTO identities(address, key, device_id) VALUES (@Address, @Key, @deviceId)
        ON CONFLICT(address, device_id) DO UPDATE SET key = excluded.key
        """)]
    int PutMany([Batch] ReadOnlySpan<IdentityEntry> entries, int deviceId);

    [Execute("DELETE FROM identities WHERE address = @address AND device_id = @deviceId")]
    int Delete(string address, int deviceId);

    [Execute("DELETE FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address IN (@addresses) AND device_id = @deviceId")]
    int DeleteMany(ReadOnlySpan<string> addresses, int deviceId);
}
