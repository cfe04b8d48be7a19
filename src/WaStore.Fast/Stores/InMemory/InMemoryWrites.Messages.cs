namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask SaveBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        return Change((address, messageId, baseKey, Now), static (account, call) =>
            account with { Messages = account.Messages.SaveBaseKey(call.address, call.messageId, call.baseKey, call.Now) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteBaseKeyAsync(string address, string messageId, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        return Change((address, messageId), static (account, call) => account with { Messages = account.Messages.DeleteBaseKey(call.address, call.messageId) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredBaseKeysAsync(long cutoff, CancellationToken cancellationToken = default) =>
        Change(cutoff, static (account, cutoff) => Counted(account, account.Messages.DeleteExpiredBaseKeys(cutoff)), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>At most 4,096 are kept: when they are there, the oldest go, until 3,072 are left, before one more is stored (spec/storage.md 1.8).</remarks>
    public ValueTask StoreSentMessageAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return Change((chat, id, payload, Now), static (account, call) =>
            account with { Messages = account.Messages.PutSent(call.chat, call.id, call.payload, call.Now) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TakeSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        // A copy, though nobody else will take it: a view that was opened before still reads the stored one.
        return Change((chat, id), static (account, call) =>
        {
            var (messages, payload) = account.Messages.TakeSent(call.chat, call.id);
            return (account with { Messages = messages }, payload?.AsSpan().ToArray());
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredSentMessagesAsync(long cutoff, CancellationToken cancellationToken = default) =>
        Change(cutoff, static (account, cutoff) => Counted(account, account.Messages.DeleteExpiredSent(cutoff)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask StorePendingInboundAsync(string chat, string sender, string id, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Change((Row: new PendingInbound(chat, sender, id, message), Now), static (account, call) =>
            account with { Messages = account.Messages.PutPending(One(call.Row), call.Now) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask StorePendingInboundsAsync(ReadOnlyMemory<PendingInbound> messages, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(messages);
        return Change((messages, Now), static (account, call) => account with { Messages = account.Messages.PutPending(call.messages.Span, call.Now) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeletePendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Change(new PendingInboundKey(chat, sender, id), static (account, key) => account with { Messages = account.Messages.DeletePending(One(key)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeletePendingInboundsAsync(ReadOnlyMemory<PendingInboundKey> keys, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(keys);
        return Change(keys, static (account, keys) => account with { Messages = account.Messages.DeletePending(keys.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredPendingInboundAsync(long cutoff, CancellationToken cancellationToken = default) =>
        Change(cutoff, static (account, cutoff) => Counted(account, account.Messages.DeleteExpiredPending(cutoff)), cancellationToken);

    static (AccountState Account, int Deleted) Counted(AccountState account, (MessageState State, int Deleted) swept) => (account with { Messages = swept.State }, swept.Deleted);
}
