namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<bool> HasSameBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        return Read((address, messageId, baseKey), static (account, call) =>
            account.Messages.BaseKeys.TryGetValue((call.address, call.messageId), out var stored) && call.baseKey.Span.SequenceEqual(stored.Content), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return Read((chat, id), static (account, key) => Copy(account.Messages.Sent.GetValueOrDefault(key).Payload), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetPendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Read(new PendingInboundKey(chat, sender, id), static (account, key) => Copy(account.Messages.Pending.GetValueOrDefault(key).Content), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Read(new MsgSecretKey(chat, sender, id), static (account, key) =>
            account.MsgSecrets.Rows.TryGetValue(key, out var row) ? row.Secret.ToArray() : null, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<MsgSecretWithTimestamp?> GetMsgSecretWithTimestampAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Read(new MsgSecretKey(chat, sender, id), static (account, key) =>
            account.MsgSecrets.Rows.TryGetValue(key, out var row) ? new MsgSecretWithTimestamp(row.Secret.ToArray(), row.MessageTimestamp) : (MsgSecretWithTimestamp?)null, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredMsgSecret?> GetStoredMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Read(new MsgSecretKey(chat, sender, id), static (account, key) =>
            account.MsgSecrets.Rows.TryGetValue(key, out var row) ? new StoredMsgSecret(row.Secret, row.MessageTimestamp, row.ExpiresAt) : (StoredMsgSecret?)null, cancellationToken);
    }
}
