using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>
/// What removing an account takes: its rows of every table of ours, and its device row last. Only one table has a foreign key that would do it (spec/storage.md 4.8).
/// Tables that are not ours are left alone. Rare, so that a scan is fine where no index begins with <c>device_id</c>.
/// </summary>
[SqliteStatements]
interface IAccountStatements
{
    [Execute("DELETE FROM identities WHERE device_id = @deviceId")]
    int DeleteIdentities(int deviceId);

    [Execute("DELETE FROM sessions WHERE device_id = @deviceId")]
    int DeleteSessions(int deviceId);

    [Execute("DELETE FROM prekeys WHERE device_id = @deviceId")]
    int DeletePrekeys(int deviceId);

    [Execute("DELETE FROM sender_keys WHERE device_id = @deviceId")]
    int DeleteSenderKeys(int deviceId);

    [Execute("DELETE FROM signed_prekeys WHERE device_id = @deviceId")]
    int DeleteSignedPrekeys(int deviceId);

    [Execute("DELETE FROM app_state_keys WHERE device_id = @deviceId")]
    int DeleteAppStateKeys(int deviceId);

    [Execute("DELETE FROM app_state_versions WHERE device_id = @deviceId")]
    int DeleteAppStateVersions(int deviceId);

    [Execute("DELETE FROM app_state_mutation_macs WHERE device_id = @deviceId")]
    int DeleteAppStateMutationMacs(int deviceId);

    [Execute("DELETE FROM lid_pn_mapping WHERE device_id = @deviceId")]
    int DeleteLidPnMapping(int deviceId);

    [Execute("DELETE FROM base_keys WHERE device_id = @deviceId")]
    int DeleteBaseKeys(int deviceId);

    [Execute("DELETE FROM device_registry WHERE device_id = @deviceId")]
    int DeleteDeviceRegistry(int deviceId);

    [Execute("DELETE FROM tc_tokens WHERE device_id = @deviceId")]
    int DeleteTcTokens(int deviceId);

    [Execute("DELETE FROM sent_messages WHERE device_id = @deviceId")]
    int DeleteSentMessages(int deviceId);

    [Execute("DELETE FROM sender_key_devices WHERE device_id = @deviceId")]
    int DeleteSenderKeyDevices(int deviceId);

    [Execute("DELETE FROM msg_secrets WHERE device_id = @deviceId")]
    int DeleteMsgSecrets(int deviceId);

    [Execute("DELETE FROM group_metadata WHERE device_id = @deviceId")]
    int DeleteGroupMetadata(int deviceId);

    [Execute("DELETE FROM pending_inbound_messages WHERE device_id = @deviceId")]
    int DeletePendingInboundMessages(int deviceId);

    [Execute("DELETE FROM device WHERE id = @deviceId")]
    int DeleteDevice(int deviceId);
}
