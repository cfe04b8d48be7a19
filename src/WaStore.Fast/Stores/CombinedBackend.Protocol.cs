namespace WaStore.Fast.Stores;

sealed partial class CombinedBackend
{
    public ValueTask SetSenderKeyStatusAsync(string group, ReadOnlyMemory<SenderKeyDevice> devices, CancellationToken cancellationToken = default) =>
        _protocol.SetSenderKeyStatusAsync(group, devices, cancellationToken);

    public ValueTask ClearSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default) =>
        _protocol.ClearSenderKeyDevicesAsync(group, cancellationToken);

    public ValueTask DeleteSenderKeyDeviceRowsAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default) =>
        _protocol.DeleteSenderKeyDeviceRowsAsync(deviceJids, cancellationToken);

    public ValueTask ClearAllSenderKeyDevicesAsync(CancellationToken cancellationToken = default) =>
        _protocol.ClearAllSenderKeyDevicesAsync(cancellationToken);

    public ValueTask PutLidMappingAsync(LidPnMapping mapping, CancellationToken cancellationToken = default) =>
        _protocol.PutLidMappingAsync(mapping, cancellationToken);

    public ValueTask PutLidMappingsAsync(ReadOnlyMemory<LidPnMapping> mappings, CancellationToken cancellationToken = default) =>
        _protocol.PutLidMappingsAsync(mappings, cancellationToken);

    public ValueTask SaveBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default) =>
        _protocol.SaveBaseKeyAsync(address, messageId, baseKey, cancellationToken);

    public ValueTask DeleteBaseKeyAsync(string address, string messageId, CancellationToken cancellationToken = default) =>
        _protocol.DeleteBaseKeyAsync(address, messageId, cancellationToken);

    public ValueTask<int> DeleteExpiredBaseKeysAsync(long cutoff, CancellationToken cancellationToken = default) =>
        _protocol.DeleteExpiredBaseKeysAsync(cutoff, cancellationToken);

    public ValueTask UpdateDeviceListAsync(DeviceListRecord record, CancellationToken cancellationToken = default) =>
        _protocol.UpdateDeviceListAsync(record, cancellationToken);

    public ValueTask UpdateDeviceListsAsync(ReadOnlyMemory<DeviceListRecord> records, CancellationToken cancellationToken = default) =>
        _protocol.UpdateDeviceListsAsync(records, cancellationToken);

    public ValueTask DeleteDevicesAsync(string user, CancellationToken cancellationToken = default) =>
        _protocol.DeleteDevicesAsync(user, cancellationToken);

    public ValueTask PutGroupMetadataAsync(string group, ReadOnlyMemory<byte> metadata, CancellationToken cancellationToken = default) =>
        _protocol.PutGroupMetadataAsync(group, metadata, cancellationToken);

    public ValueTask DeleteGroupMetadataAsync(string group, CancellationToken cancellationToken = default) =>
        _protocol.DeleteGroupMetadataAsync(group, cancellationToken);

    public ValueTask PutTcTokenAsync(string jid, TcToken token, CancellationToken cancellationToken = default) =>
        _protocol.PutTcTokenAsync(jid, token, cancellationToken);

    public ValueTask DeleteTcTokenAsync(string jid, CancellationToken cancellationToken = default) =>
        _protocol.DeleteTcTokenAsync(jid, cancellationToken);

    public ValueTask<int> DeleteExpiredTcTokensAsync(long tokenCutoff, long senderCutoff, CancellationToken cancellationToken = default) =>
        _protocol.DeleteExpiredTcTokensAsync(tokenCutoff, senderCutoff, cancellationToken);

    public ValueTask<int> DeleteExpiredTcTokensAsync(long cutoff, CancellationToken cancellationToken = default) =>
        _protocol.DeleteExpiredTcTokensAsync(cutoff, cancellationToken);

    public ValueTask TouchTcTokenSenderTimestampAsync(string jid, long timestamp, CancellationToken cancellationToken = default) =>
        _protocol.TouchTcTokenSenderTimestampAsync(jid, timestamp, cancellationToken);

    public ValueTask StoreReceivedTcTokenAsync(string jid, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken = default) =>
        _protocol.StoreReceivedTcTokenAsync(jid, token, timestamp, cancellationToken);

    public ValueTask StoreSentMessageAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        _protocol.StoreSentMessageAsync(chat, id, payload, cancellationToken);

    public ValueTask<byte[]?> TakeSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default) =>
        _protocol.TakeSentMessageAsync(chat, id, cancellationToken);

    public ValueTask<int> DeleteExpiredSentMessagesAsync(long cutoff, CancellationToken cancellationToken = default) =>
        _protocol.DeleteExpiredSentMessagesAsync(cutoff, cancellationToken);

    public ValueTask StorePendingInboundAsync(string chat, string sender, string id, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        _protocol.StorePendingInboundAsync(chat, sender, id, message, cancellationToken);

    public ValueTask StorePendingInboundsAsync(ReadOnlyMemory<PendingInbound> messages, CancellationToken cancellationToken = default) =>
        _protocol.StorePendingInboundsAsync(messages, cancellationToken);

    public ValueTask DeletePendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        _protocol.DeletePendingInboundAsync(chat, sender, id, cancellationToken);

    public ValueTask DeletePendingInboundsAsync(ReadOnlyMemory<PendingInboundKey> keys, CancellationToken cancellationToken = default) =>
        _protocol.DeletePendingInboundsAsync(keys, cancellationToken);

    public ValueTask<int> DeleteExpiredPendingInboundAsync(long cutoff, CancellationToken cancellationToken = default) =>
        _protocol.DeleteExpiredPendingInboundAsync(cutoff, cancellationToken);
}
