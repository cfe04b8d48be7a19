using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>Copies an account of a file into another file by the API alone; which keys there are is asked of the other library.</summary>
static class AccountCopy
{
    internal static async Task RunAsync(WitnessConnection keys, SqliteStore from, SqliteStore to)
    {
        await to.SaveAsync((await from.LoadAsync())!);
        await CopySignalAsync(keys, from, to);
        await CopyAppSyncAsync(keys, from, to);
        await CopyProtocolAsync(keys, from, to);
        await CopyMessagesAsync(keys, from, to);
    }

    static async Task CopySignalAsync(WitnessConnection keys, SqliteStore from, SqliteStore to)
    {
        // Half of it in a batch and half one by one: both ways write the same.
        var sessions = await from.GetSessionsAsync(Texts(keys, from, "address", "sessions"));
        await to.PutSessionsAsync(sessions.Take(sessions.Count / 2).Select(entry => new RecordEntry(entry.Key, entry.Value)).ToArray());
        foreach (var (address, record) in sessions.Skip(sessions.Count / 2))
        {
            await to.PutSessionAsync(address, record);
        }

        var batch = new StoreBatch();
        foreach (var (address, key) in await from.LoadIdentitiesAsync(Texts(keys, from, "address", "identities")))
        {
            batch.PutIdentity(address, key);
        }

        foreach (var (name, record) in await from.GetSenderKeysAsync(Texts(keys, from, "address", "sender_keys")))
        {
            batch.PutSenderKey(name, record);
        }

        await to.CommitAsync(batch);
        foreach (var uploaded in new[] { false, true })
        {
            var ids = keys.QueryRows($"SELECT id FROM prekeys WHERE device_id = {from.DeviceId} AND uploaded = {(uploaded ? 1 : 0)}").Select(row => (uint)(int)(long)row[0]!).ToArray();
            await to.StorePreKeysAsync((await from.LoadPreKeysAsync(ids)).ToArray(), uploaded);
        }

        foreach (var entry in await from.LoadAllSignedPreKeysAsync())
        {
            await to.StoreSignedPreKeyAsync(entry.Id, entry.Record);
        }
    }

    static async Task CopyAppSyncAsync(WitnessConnection keys, SqliteStore from, SqliteStore to)
    {
        foreach (var row in keys.QueryRows($"SELECT key_id FROM app_state_keys WHERE device_id = {from.DeviceId}"))
        {
            if (await from.GetSyncKeyAsync((byte[])row[0]!) is { } key)
            {
                await to.SetSyncKeyAsync((byte[])row[0]!, key);
            }
        }

        foreach (var name in Texts(keys, from, "name", "app_state_versions"))
        {
            await to.SetVersionAsync(name, (await from.TryGetVersionAsync(name))!);
        }

        foreach (var row in keys.QueryRows($"SELECT DISTINCT name, version FROM app_state_mutation_macs WHERE device_id = {from.DeviceId}"))
        {
            var (name, version) = ((string)row[0]!, (long)row[1]!);
            var indexes = keys.QueryRows($"SELECT index_mac FROM app_state_mutation_macs WHERE device_id = {from.DeviceId} AND name = '{name}' AND version = {version} AND length(index_mac) = 32")
                .Select(index => new Key32((byte[])index[0]!)).ToArray();
            var macs = await from.GetMutationMacsAsync(name, indexes);
            await to.PutMutationMacsAsync(name, (ulong)version, macs.Select(mac => new MutationMac(mac.Key, mac.Value)).ToArray());
        }
    }

    static async Task CopyProtocolAsync(WitnessConnection keys, SqliteStore from, SqliteStore to)
    {
        foreach (var group in Texts(keys, from, "group_jid", "sender_key_devices"))
        {
            await to.SetSenderKeyStatusAsync(group, (await from.GetSenderKeyDevicesAsync(group)).ToArray());
        }

        await to.PutLidMappingsAsync((await from.GetAllLidMappingsAsync()).ToArray());
        await to.UpdateDeviceListsAsync((await from.GetDeviceListsAsync(Texts(keys, from, "user_id", "device_registry"))).Values.ToArray());
        foreach (var group in Texts(keys, from, "group_jid", "group_metadata"))
        {
            await to.PutGroupMetadataAsync(group, await from.GetGroupMetadataAsync(group));
        }

        foreach (var (jid, token) in await from.GetTcTokensAsync(Texts(keys, from, "jid", "tc_tokens")))
        {
            await to.PutTcTokenAsync(jid, token);
        }

        foreach (var row in keys.QueryRows($"SELECT address, message_id, base_key FROM base_keys WHERE device_id = {from.DeviceId}"))
        {
            await to.SaveBaseKeyAsync((string)row[0]!, (string)row[1]!, (byte[])row[2]!);
        }
    }

    static async Task CopyMessagesAsync(WitnessConnection keys, SqliteStore from, SqliteStore to)
    {
        foreach (var row in keys.QueryRows($"SELECT chat_jid, message_id FROM sent_messages WHERE device_id = {from.DeviceId}"))
        {
            await to.StoreSentMessageAsync((string)row[0]!, (string)row[1]!, (await from.GetSentMessageAsync((string)row[0]!, (string)row[1]!))!);
        }

        foreach (var row in keys.QueryRows($"SELECT chat, sender, id FROM pending_inbound_messages WHERE device_id = {from.DeviceId}"))
        {
            var (chat, sender, id) = ((string)row[0]!, (string)row[1]!, (string)row[2]!);
            await to.StorePendingInboundAsync(chat, sender, id, await from.GetPendingInboundAsync(chat, sender, id));
        }

        foreach (var row in keys.QueryRows($"SELECT chat, sender, msg_id FROM msg_secrets WHERE device_id = {from.DeviceId}"))
        {
            var (chat, sender, id) = ((string)row[0]!, (string)row[1]!, (string)row[2]!);
            var stored = (await from.GetStoredMsgSecretAsync(chat, sender, id))!.Value;
            _ = await to.PutMsgSecretsAsync(new[] { new MsgSecretEntry(chat, sender, id, stored.Secret, stored.ExpiresAt, stored.MessageTimestamp) });
        }
    }

    static string[] Texts(WitnessConnection keys, SqliteStore store, string column, string table) =>
        [.. keys.QueryTexts($"SELECT DISTINCT {column} FROM {table} WHERE device_id = {store.DeviceId}")];
}
