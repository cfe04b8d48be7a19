namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>What a store answers from a row in which one column holds a bad value: the documented answers.</summary>
enum ColumnAnswer
{
    /// <summary>The row is found by this column, so it is not found: as if it were not there.</summary>
    Unseen,

    /// <summary>What is no blob, or does not decode: as if the row were not there, counted, and set aside.</summary>
    Absent,

    /// <summary>An exception that says what is wrong, from the reads of this column. A blob of the right length is taken.</summary>
    Loud,

    /// <summary>What SQLite converts it to, as the reference reads it: 64- or 32-bit integers, booleans, text with U+FFFD.</summary>
    Converted,
}

/// <summary>The answer of every column of the schema.</summary>
static class ColumnAnswers
{
    static readonly Dictionary<string, string[]> s_unseen = new()
    {
        ["device"] = ["id"],
        ["identities"] = ["address", "device_id"],
        ["sessions"] = ["address", "device_id"],
        ["prekeys"] = ["id", "device_id"],
        ["sender_keys"] = ["address", "device_id"],
        ["signed_prekeys"] = ["id", "device_id"],
        ["app_state_keys"] = ["key_id", "device_id"],
        ["app_state_versions"] = ["name", "device_id"],
        ["app_state_mutation_macs"] = ["name", "index_mac", "device_id"],
        ["lid_pn_mapping"] = ["lid", "device_id"],
        ["base_keys"] = ["address", "message_id", "base_key", "device_id"],
        ["device_registry"] = ["user_id", "device_id"],
        ["tc_tokens"] = ["jid", "device_id"],
        ["sent_messages"] = ["chat_jid", "message_id", "device_id"],
        ["sender_key_devices"] = ["group_jid", "device_id"],
        ["msg_secrets"] = ["chat", "sender", "msg_id", "device_id"],
        ["group_metadata"] = ["group_jid", "device_id"],
        ["pending_inbound_messages"] = ["chat", "sender", "id", "device_id"],
    };

    static readonly Dictionary<string, string> s_absent = new()
    {
        ["sessions"] = "record",
        ["prekeys"] = "key",
        ["signed_prekeys"] = "record",
        ["app_state_keys"] = "key_data",
        ["app_state_versions"] = "state_data",
        ["app_state_mutation_macs"] = "value_mac",
        ["device_registry"] = "devices_json",
        ["tc_tokens"] = "token",
        ["sent_messages"] = "payload",
        ["msg_secrets"] = "secret",
        ["group_metadata"] = "info",
        ["pending_inbound_messages"] = "message",
    };

    static readonly Dictionary<string, string[]> s_converted = new()
    {
        ["device"] = ["server_cert_chain", "server_client_expiration"],
        ["prekeys"] = ["uploaded"],
        ["app_state_mutation_macs"] = ["version"],
        ["lid_pn_mapping"] = ["phone_number", "created_at", "learning_source", "updated_at"],
        ["base_keys"] = ["created_at"],
        ["device_registry"] = ["timestamp", "phash", "updated_at", "raw_id"],
        ["tc_tokens"] = ["token_timestamp", "sender_timestamp", "updated_at"],
        ["sent_messages"] = ["created_at"],
        ["sender_key_devices"] = ["device_jid", "has_key", "updated_at"],
        ["msg_secrets"] = ["created_at", "expires_at", "message_ts"],
        ["group_metadata"] = ["updated_at"],
        ["pending_inbound_messages"] = ["inserted_at"],
    };

    /// <summary>The answer, or null for a column that nobody has thought of.</summary>
    internal static ColumnAnswer? Of(string table, string column) =>
        s_unseen[table].Contains(column) ? ColumnAnswer.Unseen
        : s_absent.GetValueOrDefault(table) == column ? ColumnAnswer.Absent
        : s_converted.GetValueOrDefault(table)?.Contains(column) is true ? ColumnAnswer.Converted
        : (table, column) is ("identities", "key") or ("sender_keys", "record") or ("device", _) ? ColumnAnswer.Loud
        : null;
}
