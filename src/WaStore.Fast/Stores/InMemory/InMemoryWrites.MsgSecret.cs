namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask PutMsgSecretAsync(string chat, string sender, string id, Key32 secret, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(chat, sender, id);
        return Change(new MsgSecretEntry(chat, sender, id, secret, 0, 0), static (account, entry) =>
            account with { MsgSecrets = account.MsgSecrets.Put(One(entry)) }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Of those with a deadline at most 8,192 are kept: when there are more, the soonest to expire go until 6,144 are left, those of one message together. Those without a
    /// deadline never go and are not counted (spec/storage.md 1.8).
    /// </remarks>
    public ValueTask<int> PutMsgSecretsAsync(ReadOnlyMemory<MsgSecretEntry> entries, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(entries);
        return Change(entries, static (account, entries) => entries.IsEmpty
            ? (account, 0)
            : (account with { MsgSecrets = account.MsgSecrets.Put(entries.Span) }, entries.Length), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredMsgSecretsAsync(long cutoff, CancellationToken cancellationToken = default) =>
        Change(cutoff, static (account, cutoff) =>
        {
            var (secrets, deleted) = account.MsgSecrets.DeleteExpired(cutoff);
            return (account with { MsgSecrets = secrets }, deleted);
        }, cancellationToken);
}
