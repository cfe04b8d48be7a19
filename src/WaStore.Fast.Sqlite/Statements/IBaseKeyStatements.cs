using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>base_keys</c>. Its time is 32-bit (spec/storage.md 3.5); the caller casts.</summary>
[SqliteStatements]
interface IBaseKeyStatements
{
    [Query("SELECT EXISTS(SELECT 1 FROM base_keys WHERE address = @address AND message_id = @messageId AND device_id = @deviceId AND base_key = @baseKey)")]
    bool Has(string address, string messageId, ReadOnlySpan<byte> baseKey, int deviceId);

    // created_at keeps its first value (spec/storage.md 6.1 no. 5).
    [Execute("""
        INSERT INTO base_keys(address, message_id, base_key, device_id, created_at) VALUES (@address, @messageId, @baseKey, @deviceId, @now)
        ON CONFLICT(address, message_id, device_id) DO UPDATE SET base_key = excluded.base_key
        """)]
    int Put(string address, string messageId, ReadOnlySpan<byte> baseKey, int now, int deviceId);

    [Execute("DELETE FROM base_keys WHERE address = @address AND message_id = @messageId AND device_id = @deviceId")]
    int Delete(string address, string messageId, int deviceId);

    // Served by the index (device_id, created_at) that we add, or that a newer upstream has (spec/storage.md 6.2 o). At most so many rows, so that a
    // sweep can be cut into short transactions; a negative limit is none.
    [Execute("""
        DELETE FROM base_keys WHERE rowid IN
            (SELECT rowid FROM base_keys WHERE created_at < @cutoff AND device_id = @deviceId LIMIT @limit)
        """)]
    int DeleteExpired(long cutoff, int limit, int deviceId);
}
