namespace WaStore.Fast.Sqlite.Statements;

/// <summary>A table with rows that can be read as absent when they are corrupt (design.md 4), and so are set aside.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Column">The column that is found corrupt.</param>
/// <param name="Keys">The columns that name a row within its account.</param>
sealed record QuarantineSource(string Table, string Column, params string[] Keys)
{
    internal static readonly QuarantineSource Sessions = new("sessions", "record", "address");
    internal static readonly QuarantineSource PreKeys = new("prekeys", "key", "id");
    internal static readonly QuarantineSource SignedPreKeys = new("signed_prekeys", "record", "id");
    internal static readonly QuarantineSource SyncKeys = new("app_state_keys", "key_data", "key_id");
    internal static readonly QuarantineSource Versions = new("app_state_versions", "state_data", "name");
    internal static readonly QuarantineSource MutationMacs = new("app_state_mutation_macs", "value_mac", "name", "index_mac");
    internal static readonly QuarantineSource DeviceLists = new("device_registry", "devices_json", "user_id");
    internal static readonly QuarantineSource TcTokens = new("tc_tokens", "token", "jid");
    internal static readonly QuarantineSource SentMessages = new("sent_messages", "payload", "chat_jid", "message_id");
    internal static readonly QuarantineSource MsgSecrets = new("msg_secrets", "secret", "chat", "sender", "msg_id");
    internal static readonly QuarantineSource GroupMetadata = new("group_metadata", "info", "group_jid");
    internal static readonly QuarantineSource PendingInbound = new("pending_inbound_messages", "message", "chat", "sender", "id");

    /// <summary>
    /// The one column of the device row that can be missed. Only it is set aside, with the row's id: nothing replaces the rest of the row unseen, and its keys are not to
    /// stand in the file twice.
    /// </summary>
    internal static readonly QuarantineSource CertChain = new("device", "server_cert_chain") { Account = "id", IsWholeRow = false };

    /// <summary>The column that holds the account's id.</summary>
    internal string Account { get; private init; } = "device_id";

    /// <summary>Whether every column of the row is kept, those of a newer upstream too.</summary>
    internal bool IsWholeRow { get; private init; } = true;

    /// <summary>For messages.</summary>
    internal string Place => IsWholeRow ? Table : $"{Table}.{Column}";
}
