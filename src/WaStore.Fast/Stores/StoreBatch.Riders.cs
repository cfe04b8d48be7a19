namespace WaStore.Fast.Stores;

/// <content>What often rides with a Signal flush, each one <see cref="Add"/>. Blobs are borrowed until the commit completes.</content>
public sealed partial class StoreBatch
{
    /// <summary>Keeps a received message: <see cref="IProtocolWrites.StorePendingInboundAsync"/>.</summary>
    public void StorePendingInbound(string chat, string sender, string id, ReadOnlyMemory<byte> message) =>
        Add((unit, token) => unit.StorePendingInboundAsync(chat, sender, id, message, token));

    /// <summary>Forgets a received message: <see cref="IProtocolWrites.DeletePendingInboundAsync"/>.</summary>
    public void DeletePendingInbound(string chat, string sender, string id) =>
        Add((unit, token) => unit.DeletePendingInboundAsync(chat, sender, id, token));

    /// <summary>Keeps a sent message: <see cref="IProtocolWrites.StoreSentMessageAsync"/>.</summary>
    public void StoreSentMessage(string chat, string id, ReadOnlyMemory<byte> payload) =>
        Add((unit, token) => unit.StoreSentMessageAsync(chat, id, payload, token));

    /// <summary>Puts message secrets: <see cref="IMsgSecretWrites.PutMsgSecretsAsync"/>.</summary>
    public void PutMsgSecrets(ReadOnlyMemory<MsgSecretEntry> entries) =>
        Add(async (unit, token) => _ = await unit.PutMsgSecretsAsync(entries, token).ConfigureAwait(false));

    /// <summary>Sets who has our sender key: <see cref="IProtocolWrites.SetSenderKeyStatusAsync"/>.</summary>
    public void SetSenderKeyStatus(string group, ReadOnlyMemory<SenderKeyDevice> devices) =>
        Add((unit, token) => unit.SetSenderKeyStatusAsync(group, devices, token));

    /// <summary>Applies an app-state patch: <see cref="IAppSyncWrites.CommitPatchAsync"/>.</summary>
    public void CommitPatch(string name, HashState state, ReadOnlyMemory<Key32> removed, ReadOnlyMemory<MutationMac> added) =>
        Add((unit, token) => unit.CommitPatchAsync(name, state, removed, added, token));

    /// <summary>Stores one-time pre-keys: <see cref="ISignalWrites.StorePreKeysAsync"/>.</summary>
    public void StorePreKeys(ReadOnlyMemory<PreKeyEntry> preKeys, bool uploaded) =>
        Add((unit, token) => unit.StorePreKeysAsync(preKeys, uploaded, token));

    /// <summary>Sets the device row: <see cref="IDeviceWrites.SaveAsync"/>.</summary>
    public void SaveDevice(DeviceRecord device) =>
        Add((unit, token) => unit.SaveAsync(device, token));
}
