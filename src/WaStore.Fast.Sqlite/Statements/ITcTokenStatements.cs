using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>tc_tokens</c>. A zero-length token is a placeholder, never NULL (spec/storage.md 3.4).</summary>
[SqliteStatements]
interface ITcTokenStatements
{
    [Query("SELECT jid, token, token_timestamp, sender_timestamp FROM tc_tokens WHERE jid = @jid AND device_id = @deviceId")]
    Rows<TcTokenRow> Get(string jid, int deviceId);

    [Query("SELECT jid, token, token_timestamp, sender_timestamp FROM tc_tokens INDEXED BY sqlite_autoindex_tc_tokens_1 WHERE jid IN (@jids) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, TcTokenRow> GetMany(ReadOnlySpan<string> jids, int deviceId);

    [Query("SELECT jid FROM tc_tokens WHERE +device_id = @deviceId ORDER BY jid")]
    List<string> AllJids(int deviceId);

    [Execute("""
        INSERT INTO tc_tokens(jid, token, token_timestamp, sender_timestamp, device_id, updated_at)
        VALUES (@jid, @token, @tokenTimestamp, @senderTimestamp, @deviceId, @now)
        ON CONFLICT(jid, device_id) DO UPDATE SET
            token = excluded.token, token_timestamp = excluded.token_timestamp,
            sender_timestamp = excluded.sender_timestamp, updated_at = excluded.updated_at
        """)]
    int Put(string jid, ReadOnlySpan<byte> token, long tokenTimestamp, long? senderTimestamp, long now, int deviceId);

    [Execute("DELETE FROM tc_tokens WHERE jid = @jid AND device_id = @deviceId")]
    int Delete(string jid, int deviceId);

    // Reads the whole table: no index knows a placeholder. One row a contact, once an hour. At most so many rows go; a negative limit is none.
    [Execute("""
        DELETE FROM tc_tokens WHERE rowid IN
            (SELECT rowid FROM tc_tokens
             WHERE device_id = @deviceId
               AND (length(token) = 0 OR token_timestamp < @tokenCutoff)
               AND (sender_timestamp IS NULL OR sender_timestamp < @senderCutoff)
             LIMIT @limit)
        """)]
    int DeleteExpired(long tokenCutoff, long senderCutoff, int limit, int deviceId);

    // The rule of the seeds, from before sender timestamps counted.
    [Execute("DELETE FROM tc_tokens WHERE token_timestamp < @cutoff AND device_id = @deviceId")]
    int DeleteOlder(long cutoff, int deviceId);

    // The sender's time only advances; the token and its time stay as they are.
    [Execute("""
        INSERT INTO tc_tokens(jid, token, token_timestamp, sender_timestamp, device_id, updated_at)
        VALUES (@jid, x'', @timestamp, @timestamp, @deviceId, @now)
        ON CONFLICT(jid, device_id) DO UPDATE SET
            sender_timestamp = max(coalesce(sender_timestamp, excluded.sender_timestamp), excluded.sender_timestamp), updated_at = excluded.updated_at
        """)]
    int TouchSender(string jid, long timestamp, long now, int deviceId);

    // The newer token wins, also an equally new one; a placeholder yields to any, and so does what reads as absent because it is no blob.
    [Execute("""
        INSERT INTO tc_tokens(jid, token, token_timestamp, sender_timestamp, device_id, updated_at)
        VALUES (@jid, @token, @timestamp, NULL, @deviceId, @now)
        ON CONFLICT(jid, device_id) DO UPDATE SET
            token = excluded.token, token_timestamp = excluded.token_timestamp, updated_at = excluded.updated_at
        WHERE length(tc_tokens.token) = 0 OR typeof(tc_tokens.token) <> 'blob' OR excluded.token_timestamp >= tc_tokens.token_timestamp
        """)]
    int StoreReceived(string jid, ReadOnlySpan<byte> token, long timestamp, long now, int deviceId);
}
