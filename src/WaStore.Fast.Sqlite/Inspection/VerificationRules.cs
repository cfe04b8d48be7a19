using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;
using static WaStore.Fast.Sqlite.Inspection.VerificationColumns;
using static WaStore.Fast.Sqlite.Inspection.VerificationSeverity;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>The check of every column of every table.</summary>
static class VerificationRules
{
    static readonly Dictionary<string, Dictionary<string, ColumnCheck>> s_tables = new()
    {
        ["device"] = Device(),
        ["identities"] = Of(Key("address"), ("key", BlobOf(Key32.Length, "key", Error))),
        ["sessions"] = Of(Key("address"), ("record", Leased("record", "session", RecordShapes.IsSession))),
        ["prekeys"] = Of(("id", KeyId("id")), ("key", Opaque("key", "pre-key", RecordShapes.IsPreKey)), ("uploaded", VerificationColumns.Boolean("uploaded"))),
        ["sender_keys"] = Of(Key("address"), ("record", Leased("record", "sender key", RecordShapes.IsSenderKey))),
        ["signed_prekeys"] = Of(("id", KeyId("id")), ("record", Opaque("record", "signed pre-key", RecordShapes.IsSignedPreKey))),
        ["app_state_keys"] = Of(("key_id", AnyBlob("key_id")), ("key_data", SyncKey)),
        ["app_state_versions"] = Of(Key("name"), ("state_data", VerificationColumns.Version)),
        ["app_state_mutation_macs"] = Of(
            Key("name"), ("version", Between(0, long.MaxValue, "version", Warning)), ("index_mac", BlobOf(Key32.Length, "index_mac", Error)), ("value_mac", BlobOf(Key32.Length, "value_mac", Warning))),
        ["lid_pn_mapping"] = Of(Key("lid"), Key("phone_number"), Times("created_at"), Key("learning_source"), Times("updated_at")),
        ["base_keys"] = Of(Key("address"), Key("message_id"), ("base_key", AnyBlob("base_key")), Times("created_at")),
        ["device_registry"] = Of(
            Key("user_id"), ("devices_json", DeviceList), Times("timestamp"), ("phash", TextOrNull("phash")), Times("updated_at"), ("raw_id", BetweenOrNull(int.MinValue, int.MaxValue, "raw_id", Error))),
        ["tc_tokens"] = Of(Key("jid"), ("token", AnyBlob("token")), Times("token_timestamp"), ("sender_timestamp", TimeOrNull("sender_timestamp")), Times("updated_at")),
        ["sent_messages"] = Of(Jids("chat_jid"), Key("message_id"), ("payload", AnyBlob("payload")), Times("created_at")),
        ["sender_key_devices"] = Of(Jids("group_jid"), Jids("device_jid"), ("has_key", VerificationColumns.Boolean("has_key")), Times("updated_at")),
        ["msg_secrets"] = Of(Jids("chat"), Jids("sender"), Key("msg_id"), ("secret", BlobOf(Key32.Length, "secret", Error)), Times("expires_at"), Times("message_ts")),
        ["group_metadata"] = Of(Jids("group_jid"), ("info", Opaque("info", "group's snapshot", GroupMetadataJson.IsWellFormed)), Times("updated_at")),
        ["pending_inbound_messages"] = Of(Jids("chat"), Jids("sender"), Key("id"), ("message", AnyBlob("message")), Times("inserted_at")),
    };

    /// <summary>The check, or null for the account's column, which is checked for all tables alike.</summary>
    internal static ColumnCheck? Find(string table, string column) => s_tables.GetValueOrDefault(table)?.GetValueOrDefault(column);

    // Types, texts and the keys' lengths are the row's own decoder's to judge (VerificationDevices).
    static Dictionary<string, ColumnCheck> Device() => Of(
        ("lid", OwnJid("lid")),
        ("pn", OwnJid("pn")),
        ("registration_id", Between(1, int.MaxValue, "registration_id", Warning)),
        ("signed_pre_key_id", KeyId("signed_pre_key_id")),
        ("account", BlobOrNull("account")),
        ("push_name", AnyText("push_name")),
        ("app_version_primary", Between(int.MinValue, int.MaxValue, "app_version_primary", Error)),
        ("app_version_secondary", Between(int.MinValue, int.MaxValue, "app_version_secondary", Error)),
        ("app_version_tertiary", Between(0, uint.MaxValue, "app_version_tertiary", Error)),
        ("app_version_last_fetched_ms", Between(0, long.MaxValue, "app_version_last_fetched_ms", Error)),
        ("edge_routing_info", BlobOrNull("edge_routing_info")),
        ("props_hash", TextOrNull("props_hash")),
        ("next_pre_key_id", Between(0, GreatestKeyId + 1, "next_pre_key_id", Error)),
        ("nct_salt", BlobOrNull("nct_salt")),
        ("server_has_prekeys", VerificationColumns.Boolean("server_has_prekeys")),
        ("server_cert_chain", CertChain),
        ("login_counter", Between(0, int.MaxValue, "login_counter", Error)),
        ("first_unupload_pre_key_id", Between(0, GreatestKeyId + 1, "first_unupload_pre_key_id", Error)),
        ("lid_migrated", VerificationColumns.Boolean("lid_migrated")),
        ("last_signed_pre_key_rotation_ms", Between(0, long.MaxValue, "last_signed_pre_key_rotation_ms", Error)),
        ("read_receipts_disabled", VerificationColumns.Boolean("read_receipts_disabled")),
        ("server_client_expiration", Expiration));

    static (string, ColumnCheck) Key(string column) => (column, AnyText(column));

    static (string, ColumnCheck) Jids(string column) => (column, Jid(column));

    static (string, ColumnCheck) Times(string column) => (column, Time(column));

    static Dictionary<string, ColumnCheck> Of(params (string Column, ColumnCheck Check)[] columns) => columns.ToDictionary(static entry => entry.Column, static entry => entry.Check);
}
