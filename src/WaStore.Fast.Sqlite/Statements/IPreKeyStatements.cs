using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>prekeys</c> and <c>signed_prekeys</c>. Ids are stored as their signed 32-bit twins (spec/storage.md 1.1).</summary>
[SqliteStatements]
interface IPreKeyStatements
{
    [Query("SELECT key FROM prekeys WHERE id = @id AND device_id = @deviceId")]
    Rows<StoredBlob> Get(uint id, int deviceId);

    [Query("SELECT id, key AS record FROM prekeys INDEXED BY sqlite_autoindex_prekeys_1 WHERE id IN (@ids) AND device_id = @deviceId", JoinList = true)]
    ListRows<uint, NumberedRecord> GetMany(ReadOnlySpan<uint> ids, int deviceId);

    // The first match of a walk down the primary key from the greatest id, where MAX(id) would walk the whole account. An id that is no 32-bit number sorts above all
    // others, and cut to 32 bits it would make the next ids ones that are in use.
    [Query("SELECT id FROM prekeys WHERE +device_id = @deviceId AND id <= 2147483647 ORDER BY id DESC LIMIT 1")]
    uint? MaxId(int deviceId);

    [Execute("""
        INSERT INTO prekeys(id, key, uploaded, device_id) VALUES (@id, @record, @uploaded, @deviceId)
        ON CONFLICT(id, device_id) DO UPDATE SET key = excluded.key, uploaded = excluded.uploaded
        """)]
    int Put(uint id, ReadOnlySpan<byte> record, bool uploaded, int deviceId);

    [Execute("""
        INSERT INTO prekeys(id, key, uploaded, device_id) VALUES (@Id, @Record, @uploaded, @deviceId)
        ON CONFLICT(id, device_id) DO UPDATE SET key = excluded.key, uploaded = excluded.uploaded
        """)]
    int PutMany([Batch] ReadOnlySpan<PreKeyEntry> entries, bool uploaded, int deviceId);

    // An update only: a consumed key must stay deleted.
    [Execute("UPDATE prekeys INDEXED BY sqlite_autoindex_prekeys_1 SET uploaded = 1 WHERE id IN (@ids) AND device_id = @deviceId")]
    int MarkUploaded(ReadOnlySpan<uint> ids, int deviceId);

    [Execute("DELETE FROM prekeys WHERE id = @id AND device_id = @deviceId")]
    int Delete(uint id, int deviceId);

    [Execute("DELETE FROM prekeys INDEXED BY sqlite_autoindex_prekeys_1 WHERE id IN (@ids) AND device_id = @deviceId")]
    int DeleteMany(ReadOnlySpan<uint> ids, int deviceId);

    [Query("SELECT record FROM signed_prekeys WHERE id = @id AND device_id = @deviceId")]
    Rows<StoredBlob> GetSigned(uint id, int deviceId);

    // An id that is no 32-bit number would answer as another one.
    [Query("SELECT id, record FROM signed_prekeys WHERE device_id = @deviceId AND +id BETWEEN -2147483648 AND 2147483647")]
    Rows<NumberedRecord> GetAllSigned(int deviceId);

    [Execute("""
        INSERT INTO signed_prekeys(id, record, device_id) VALUES (@id, @record, @deviceId)
        ON CONFLICT(id, device_id) DO UPDATE SET record = excluded.record
        """)]
    int PutSigned(uint id, ReadOnlySpan<byte> record, int deviceId);

    [Execute("DELETE FROM signed_prekeys WHERE id = @id AND device_id = @deviceId")]
    int DeleteSigned(uint id, int deviceId);
}
