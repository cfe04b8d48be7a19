namespace WaStore.Fast.Sqlite.Schema;

/// <summary>
/// The tables and columns that our statements name: the newest schema that we create, without `msg_secrets.created_at`, which a
/// newer upstream drops and for which the statements have a variant. Columns that we do not know may stand beside these.
/// </summary>
static class RequiredSchema
{
    /// <summary>All of them; tables in the order of spec/storage.md 2.1, columns in their physical order.</summary>
    public static IReadOnlyList<RequiredTable> Tables { get; } =
    [
        new("device",
        [
            "id", "lid", "pn", "registration_id", "noise_key", "identity_key", "signed_pre_key", "signed_pre_key_id",
            "signed_pre_key_signature", "adv_secret_key", "account", "push_name", "app_version_primary",
            "app_version_secondary", "app_version_tertiary", "app_version_last_fetched_ms", "edge_routing_info",
            "props_hash", "next_pre_key_id", "nct_salt", "server_has_prekeys", "server_cert_chain", "login_counter",
            "first_unupload_pre_key_id", "lid_migrated", "last_signed_pre_key_rotation_ms", "read_receipts_disabled",
            "server_client_expiration",
        ]),
        new("identities", ["address", "key", "device_id"]),
        new("sessions", ["address", "record", "device_id"]),
        new("prekeys", ["id", "key", "uploaded", "device_id"]),
        new("sender_keys", ["address", "record", "device_id"]),
        new("signed_prekeys", ["id", "record", "device_id"]),
        new("app_state_keys", ["key_id", "key_data", "device_id"]),
        new("app_state_versions", ["name", "state_data", "device_id"]),
        new("app_state_mutation_macs", ["name", "version", "index_mac", "value_mac", "device_id"]),
        new("lid_pn_mapping", ["lid", "phone_number", "created_at", "learning_source", "updated_at", "device_id"]),
        new("base_keys", ["address", "message_id", "base_key", "device_id", "created_at"]),
        new("device_registry", ["user_id", "devices_json", "timestamp", "phash", "device_id", "updated_at", "raw_id"]),
        new("tc_tokens", ["jid", "token", "token_timestamp", "sender_timestamp", "device_id", "updated_at"]),
        new("sent_messages", ["chat_jid", "message_id", "payload", "device_id", "created_at"]),
        new("sender_key_devices", ["group_jid", "device_jid", "has_key", "device_id", "updated_at"]),
        new("msg_secrets", ["chat", "sender", "msg_id", "secret", "device_id", "expires_at", "message_ts"]),
        new("group_metadata", ["group_jid", "info", "device_id", "updated_at"]),
        new("pending_inbound_messages", ["chat", "sender", "id", "message", "device_id", "inserted_at"]),
    ];
}

/// <param name="Name">The table.</param>
/// <param name="Columns">The columns of it that we name.</param>
sealed record RequiredTable(string Name, IReadOnlyList<string> Columns);
