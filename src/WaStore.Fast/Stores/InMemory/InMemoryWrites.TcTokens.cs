namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask PutTcTokenAsync(string jid, TcToken token, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        ArgumentNullException.ThrowIfNull(token);
        return Change((jid, token), static (account, call) => Put(account, call.jid, call.token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteTcTokenAsync(string jid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return Change(jid, static (account, jid) => account with { TcTokens = account.TcTokens.Remove(jid) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredTcTokensAsync(long tokenCutoff, long senderCutoff, CancellationToken cancellationToken = default) =>
        Change((tokenCutoff, senderCutoff), static (account, call) => DeleteWhere(account, token => token.IsExpired(call.tokenCutoff, call.senderCutoff)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredTcTokensAsync(long cutoff, CancellationToken cancellationToken = default) =>
        Change(cutoff, static (account, cutoff) => DeleteWhere(account, token => token.TokenTimestamp < cutoff), cancellationToken);

    /// <inheritdoc/>
    public ValueTask TouchTcTokenSenderTimestampAsync(string jid, long timestamp, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return Change((jid, timestamp), static (account, call) => Put(account, call.jid, TcToken.Touch(account.TcTokens.GetValueOrDefault(call.jid), call.timestamp)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask StoreReceivedTcTokenAsync(string jid, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return Change((jid, token, timestamp), static (account, call) =>
            TcToken.Receive(account.TcTokens.GetValueOrDefault(call.jid), call.token, call.timestamp) is { } received ? Put(account, call.jid, received) : account, cancellationToken);
    }

    static AccountState Put(AccountState account, string jid, TcToken token) =>
        account with { TcTokens = account.TcTokens.SetItem(jid, token with { Token = token.Token.ToArray() }) };

    static (AccountState Account, int Deleted) DeleteWhere(AccountState account, Func<TcToken, bool> where)
    {
        var left = account.TcTokens.RemoveRange(account.TcTokens.Where(row => where(row.Value)).Select(static row => row.Key));
        return (account with { TcTokens = left }, account.TcTokens.Count - left.Count);
    }
}
