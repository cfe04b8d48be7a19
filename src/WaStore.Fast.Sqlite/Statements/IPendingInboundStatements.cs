using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>pending_inbound_messages</c>. The time is the store's own clock, not SQLite's (spec/storage.md 6.1 no. 6).</summary>
[SqliteStatements]
interface IPendingInboundStatements
{
    [Query("SELECT message FROM pending_inbound_messages INDEXED BY sqlite_autoindex_pending_inbound_messages_1 WHERE chat = @chat AND sender = @sender AND id = @id AND device_id = @deviceId")]
    Rows<StoredBlob> Get(string chat, string sender, string id, int deviceId);

    [Execute("REPLACE INTO pending_inbound_messages(chat, sender, id, message, device_id, inserted_at) VALUES (@Chat, @Sender, @Id, @Message, @deviceId, @now)")]
    int PutMany([Batch] ReadOnlySpan<PendingInbound> messages, long now, int deviceId);

    [Execute("DELETE FROM pending_inbound_messages INDEXED BY sqlite_autoindex_pending_inbound_messages_1 WHERE chat = @Chat AND sender = @Sender AND id = @Id AND device_id = @deviceId")]
    int DeleteMany([Batch] ReadOnlySpan<PendingInboundKey> keys, int deviceId);

    // At most so many rows, so that a sweep can be cut into short transactions; a negative limit is none.
    [Execute("""
        DELETE FROM pending_inbound_messages WHERE rowid IN
            (SELECT rowid FROM pending_inbound_messages WHERE inserted_at < @cutoff AND device_id = @deviceId LIMIT @limit)
        """)]
    int DeleteExpired(long cutoff, int limit, int deviceId);
}
