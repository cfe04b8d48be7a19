using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>msg_secrets</c>.</summary>
[SqliteStatements]
interface IMsgSecretStatements
{
    [Query("SELECT secret, message_ts, expires_at FROM msg_secrets INDEXED BY sqlite_autoindex_msg_secrets_1 WHERE chat = @chat AND sender = @sender AND msg_id = @msgId AND device_id = @deviceId")]
    Rows<MsgSecretRow> Get(string chat, string sender, string msgId, int deviceId);

    // The later deadline wins, 0 = never; the later time wins (spec/storage.md 1.4). A newer upstream drops created_at (appendix A).
    [Execute("""
        INSERT INTO msg_secrets(chat, sender, msg_id, secret, device_id, created_at, expires_at, message_ts)
        VALUES (@Chat, @Sender, @MsgId, @Secret, @deviceId, @now, @ExpiresAt, @MessageTimestamp)
        ON CONFLICT(chat, sender, msg_id, device_id) DO UPDATE SET
            secret = excluded.secret, created_at = excluded.created_at,
            expires_at = CASE WHEN msg_secrets.expires_at = 0 OR excluded.expires_at = 0 THEN 0 ELSE max(msg_secrets.expires_at, excluded.expires_at) END,
            message_ts = max(msg_secrets.message_ts, excluded.message_ts)
        """)]
    [SqlVariant("""
        INSERT INTO msg_secrets(chat, sender, msg_id, secret, device_id, expires_at, message_ts)
        VALUES (@Chat, @Sender, @MsgId, @Secret, @deviceId, @ExpiresAt, @MessageTimestamp)
        ON CONFLICT(chat, sender, msg_id, device_id) DO UPDATE SET
            secret = excluded.secret,
            expires_at = CASE WHEN msg_secrets.expires_at = 0 OR excluded.expires_at = 0 THEN 0 ELSE max(msg_secrets.expires_at, excluded.expires_at) END,
            message_ts = max(msg_secrets.message_ts, excluded.message_ts)
        """, WithoutColumn = "msg_secrets.created_at")]
    int PutMany([Batch] ReadOnlySpan<MsgSecretEntry> entries, long now, int deviceId);

    // Deadline 0 is never. At most so many rows, so that a sweep can be cut into short transactions; a negative limit is none.
    [Execute("""
        DELETE FROM msg_secrets WHERE rowid IN
            (SELECT rowid FROM msg_secrets WHERE device_id = @deviceId AND expires_at <> 0 AND expires_at <= @cutoff LIMIT @limit)
        """)]
    int DeleteExpired(long cutoff, int limit, int deviceId);
}
