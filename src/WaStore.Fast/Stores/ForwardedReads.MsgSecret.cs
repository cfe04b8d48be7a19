namespace WaStore.Fast.Stores;

abstract partial class ForwardedReads
{
    public ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        _msgSecret.GetMsgSecretAsync(chat, sender, id, cancellationToken);

    public ValueTask<MsgSecretWithTimestamp?> GetMsgSecretWithTimestampAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        _msgSecret.GetMsgSecretWithTimestampAsync(chat, sender, id, cancellationToken);

    public ValueTask<StoredMsgSecret?> GetStoredMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        _msgSecret.GetStoredMsgSecretAsync(chat, sender, id, cancellationToken);
}
