namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>The migrations that upstream has added since (spec/storage.md, appendix A), as far as they change the schema.</summary>
static class LaterUpstream
{
    /// <summary>Applies them as upstream would: without IF NOT EXISTS, so that an index of ours under one of its names would fail here.</summary>
    public static void Migrate(WitnessConnection connection) => connection.Execute(
        """
        DROP INDEX IF EXISTS idx_identities_device_id;
        DROP INDEX IF EXISTS idx_sessions_device_id;
        DROP INDEX IF EXISTS idx_prekeys_device_id;
        DROP INDEX IF EXISTS idx_sender_keys_device_id;
        DROP INDEX IF EXISTS idx_device_registry_timestamp;
        DROP INDEX IF EXISTS idx_device_registry_device;
        DROP INDEX IF EXISTS idx_device_registry_updated_at;
        CREATE INDEX idx_base_keys_created ON base_keys (device_id, created_at);
        DROP INDEX IF EXISTS idx_signed_prekeys_device_id;
        DROP INDEX IF EXISTS idx_app_state_keys_device_id;
        DROP INDEX IF EXISTS idx_app_state_versions_device_id;
        DROP INDEX IF EXISTS idx_app_state_mutation_macs_device_id;
        DROP INDEX IF EXISTS idx_base_keys_device;
        CREATE INDEX idx_sender_key_devices_device_jid ON sender_key_devices (device_id, device_jid);
        ALTER TABLE msg_secrets DROP COLUMN created_at;
        DROP INDEX IF EXISTS idx_msg_secrets_expires;
        CREATE INDEX idx_msg_secrets_expires ON msg_secrets (device_id, expires_at) WHERE expires_at <> 0;
        ALTER TABLE device ADD COLUMN status_privacy BLOB;
        CREATE INDEX idx_pending_inbound_message ON pending_inbound_messages (device_id, chat, id);
        INSERT INTO __diesel_schema_migrations (version) VALUES
          ('20260831000000'), ('20260903000000'), ('20260903000001'), ('20260904000000'), ('20260904000001'), ('20260904000002'),
          ('20260916000000'), ('20260916000001'), ('20260929000000'), ('20261006000000');
        """);
}
