namespace WaStore.Fast.Stores;

sealed partial class CombinedBackend
{
    public ValueTask PutMsgSecretAsync(string chat, string sender, string id, Key32 secret, CancellationToken cancellationToken = default) =>
        _msgSecret.PutMsgSecretAsync(chat, sender, id, secret, cancellationToken);

    public ValueTask<int> PutMsgSecretsAsync(ReadOnlyMemory<MsgSecretEntry> entries, CancellationToken cancellationToken = default) =>
        _msgSecret.PutMsgSecretsAsync(entries, cancellationToken);

    public ValueTask<int> DeleteExpiredMsgSecretsAsync(long cutoff, CancellationToken cancellationToken = default) =>
        _msgSecret.DeleteExpiredMsgSecretsAsync(cutoff, cancellationToken);
}
