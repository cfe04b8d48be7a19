namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>The migrations that upstream has added since (spec/storage.md, appendix A), and the tables that its sibling chat-store keeps in the same file.</summary>
static class LaterUpstream
{
    // Without IF NOT EXISTS where upstream has none, so that an index of ours under one of its names would fail here.
    static readonly (string Version, string Script)[] s_migrations =
    [
        ("20260831000000", NormalizeLegacyUserServer()),
        ("20260903000000", Drop("idx_identities_device_id", "idx_sessions_device_id", "idx_prekeys_device_id", "idx_sender_keys_device_id")),
        ("20260903000001", Drop("idx_device_registry_timestamp", "idx_device_registry_device", "idx_device_registry_updated_at")),
        ("20260904000000", "CREATE INDEX idx_base_keys_created ON base_keys (device_id, created_at);"),
        ("20260904000001", Drop(
            "idx_signed_prekeys_device_id", "idx_app_state_keys_device_id", "idx_app_state_versions_device_id", "idx_app_state_mutation_macs_device_id", "idx_base_keys_device")),
        ("20260904000002", "CREATE INDEX idx_sender_key_devices_device_jid ON sender_key_devices (device_id, device_jid);"),
        ("20260916000000", "ALTER TABLE msg_secrets DROP COLUMN created_at;"),
        ("20260916000001", "DROP INDEX IF EXISTS idx_msg_secrets_expires; CREATE INDEX idx_msg_secrets_expires ON msg_secrets (device_id, expires_at) WHERE expires_at <> 0;"),
        ("20260929000000", "ALTER TABLE device ADD COLUMN status_privacy BLOB;"),
        ("20261006000000", "CREATE INDEX idx_pending_inbound_message ON pending_inbound_messages (device_id, chat, id);"),
    ];

    /// <summary>How many there are.</summary>
    public static int Count => s_migrations.Length;

    /// <summary>Applies them as upstream would, each in a transaction with its version.</summary>
    public static void Migrate(WitnessConnection connection) => Migrate(connection, Count);

    /// <summary>Applies the first so many.</summary>
    public static void Migrate(WitnessConnection connection, int count)
    {
        foreach (var (version, script) in s_migrations.Take(count))
        {
            connection.RunImmediate(() => connection.Execute($"{script} INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}');"));
        }
    }

    /// <summary>Adds the tables, rows and versions of chat-store, full-text search included.</summary>
    public static void AddChatStore(WitnessConnection connection) => connection.RunImmediate(() => connection.Execute(
        """
        CREATE TABLE chats (device_id INTEGER NOT NULL, jid TEXT NOT NULL, name TEXT, PRIMARY KEY (device_id, jid));
        CREATE TABLE messages (id INTEGER PRIMARY KEY, device_id INTEGER NOT NULL, chat_jid TEXT NOT NULL, body TEXT);
        CREATE TABLE reactions (message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE, emoji TEXT NOT NULL);
        CREATE TABLE contacts (device_id INTEGER NOT NULL, jid TEXT NOT NULL);
        CREATE TABLE message_receipts (message_id INTEGER NOT NULL, jid TEXT NOT NULL);
        CREATE TABLE media_refs (message_id INTEGER NOT NULL, path TEXT NOT NULL);
        CREATE VIRTUAL TABLE messages_fts USING fts5(body, content='messages', content_rowid='id');
        CREATE TRIGGER messages_ai AFTER INSERT ON messages BEGIN INSERT INTO messages_fts (rowid, body) VALUES (new.id, new.body); END;
        CREATE INDEX idx_messages_chat ON messages (device_id, chat_jid);
        CREATE VIEW latest AS SELECT max(id) FROM messages;
        INSERT INTO chats VALUES (1, 'c@g.us', 'one'), (2, 'c@g.us', 'two');
        INSERT INTO messages VALUES (1, 1, 'c@g.us', 'hello'), (2, 2, 'c@g.us', 'world');
        INSERT INTO reactions VALUES (1, '!');
        INSERT INTO contacts VALUES (1, '1@lid'), (2, '2@lid');
        INSERT INTO message_receipts VALUES (1, '1@lid');
        INSERT INTO media_refs VALUES (2, 'a.jpg');
        INSERT INTO __diesel_schema_migrations (version) VALUES
          ('20260709000000'), ('20260724000000'), ('20260727000000'), ('20260727000001'), ('20260727000002');
        """));

    // Signal addresses keep @c.us; these columns are JIDs.
    static string NormalizeLegacyUserServer() => string.Concat(
        new[]
        {
            ("device_registry", "user_id"), ("tc_tokens", "jid"), ("sent_messages", "chat_jid"), ("sender_key_devices", "device_jid"), ("msg_secrets", "chat"),
            ("msg_secrets", "sender"), ("pending_inbound_messages", "chat"), ("pending_inbound_messages", "sender"), ("device", "pn"),
        }
        .Select(place => $"UPDATE OR REPLACE {place.Item1} SET {place.Item2} = substr({place.Item2}, 1, length({place.Item2}) - 5) || '@s.whatsapp.net' WHERE {place.Item2} LIKE '%@c.us';"));

    static string Drop(params string[] indexes) => string.Concat(indexes.Select(index => $"DROP INDEX IF EXISTS {index};"));
}
