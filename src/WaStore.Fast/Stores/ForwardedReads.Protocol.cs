namespace WaStore.Fast.Stores;

abstract partial class ForwardedReads
{
    public ValueTask<IReadOnlyList<SenderKeyDevice>> GetSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default) =>
        _protocol.GetSenderKeyDevicesAsync(group, cancellationToken);

    public ValueTask<LidPnMapping?> GetLidMappingAsync(string lid, CancellationToken cancellationToken = default) =>
        _protocol.GetLidMappingAsync(lid, cancellationToken);

    public ValueTask<LidPnMapping?> GetPnMappingAsync(string phone, CancellationToken cancellationToken = default) =>
        _protocol.GetPnMappingAsync(phone, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetLidMappingsAsync(ReadOnlyMemory<string> lids, CancellationToken cancellationToken = default) =>
        _protocol.GetLidMappingsAsync(lids, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetPnMappingsAsync(ReadOnlyMemory<string> phones, CancellationToken cancellationToken = default) =>
        _protocol.GetPnMappingsAsync(phones, cancellationToken);

    public ValueTask<IReadOnlyList<LidPnMapping>> GetAllLidMappingsAsync(CancellationToken cancellationToken = default) =>
        _protocol.GetAllLidMappingsAsync(cancellationToken);

    public ValueTask<bool> HasSameBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default) =>
        _protocol.HasSameBaseKeyAsync(address, messageId, baseKey, cancellationToken);

    public ValueTask<DeviceListRecord?> GetDevicesAsync(string user, CancellationToken cancellationToken = default) =>
        _protocol.GetDevicesAsync(user, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, DeviceListRecord>> GetDeviceListsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default) =>
        _protocol.GetDeviceListsAsync(users, cancellationToken);

    public ValueTask<byte[]?> GetGroupMetadataAsync(string group, CancellationToken cancellationToken = default) =>
        _protocol.GetGroupMetadataAsync(group, cancellationToken);

    public ValueTask<TcToken?> GetTcTokenAsync(string jid, CancellationToken cancellationToken = default) =>
        _protocol.GetTcTokenAsync(jid, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, TcToken>> GetTcTokensAsync(ReadOnlyMemory<string> jids, CancellationToken cancellationToken = default) =>
        _protocol.GetTcTokensAsync(jids, cancellationToken);

    public ValueTask<IReadOnlyList<string>> GetAllTcTokenJidsAsync(CancellationToken cancellationToken = default) =>
        _protocol.GetAllTcTokenJidsAsync(cancellationToken);

    public ValueTask<byte[]?> GetSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default) =>
        _protocol.GetSentMessageAsync(chat, id, cancellationToken);

    public ValueTask<byte[]?> GetPendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        _protocol.GetPendingInboundAsync(chat, sender, id, cancellationToken);
}
