using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>sent_messages</c>. The time is the store's own clock, not SQLite's (spec/storage.md 6.1 no. 6).</summary>
[SqliteStatements]
interface ISentMessageStatements
{
    [Execute("REPLACE INTO sent_messages(chat_jid, message_id, payload, device_id, created_at) VALUES (@chat, @messageId, @payload, @deviceId, @now)")]
    int Put(string chat, string messageId, ReadOnlySpan<byte> payload, long now, int deviceId);

    [Query("SELECT payload FROM sent_messages WHERE chat_jid = @chat AND message_id = @messageId AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string chat, string messageId, int deviceId);

    // What is no blob is absent, and stays.
    [Query("DELETE FROM sent_messages WHERE chat_jid = @chat AND message_id = @messageId AND device_id = @deviceId AND typeof(payload) = 'blob' RETURNING payload")]
    byte[]? Take(string chat, string messageId, int deviceId);

    // At most so many rows, so that a sweep can be cut into short transactions; a negative limit is none.
    [Execute("""
        DELETE FROM sent_messages WHERE rowid IN
            (SELECT rowid FROM sent_messages WHERE created_at < @cutoff AND device_id = @deviceId LIMIT @limit)
        """)]
    int DeleteExpired(long cutoff, int limit, int deviceId);
}
