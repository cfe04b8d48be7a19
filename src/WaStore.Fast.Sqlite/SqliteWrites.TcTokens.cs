using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask PutTcTokenAsync(string jid, TcToken token, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        ArgumentNullException.ThrowIfNull(token);
        return NoResult(WriteAsync((jid, token, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().Put(call.jid, call.token.Token.Span, call.token.TokenTimestamp, call.token.SenderTimestamp, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteTcTokenAsync(string jid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return NoResult(WriteAsync((jid, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().Delete(call.jid, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredTcTokensAsync(long tokenCutoff, long senderCutoff, CancellationToken cancellationToken = default) =>
        SweepTcTokensAsync(tokenCutoff, senderCutoff, NoLimit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredTcTokensAsync(long cutoff, CancellationToken cancellationToken = default) =>
        WriteAsync((cutoff, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().DeleteOlder(call.cutoff, call.DeviceId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask TouchTcTokenSenderTimestampAsync(string jid, long timestamp, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return NoResult(WriteAsync((jid, timestamp, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().TouchSender(call.jid, call.timestamp, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask StoreReceivedTcTokenAsync(string jid, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return NoResult(WriteAsync((jid, token, timestamp, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().StoreReceived(call.jid, call.token.Span, call.timestamp, call.Now, call.DeviceId), cancellationToken));
    }

    private protected ValueTask<int> SweepTcTokensAsync(long tokenCutoff, long senderCutoff, int limit, CancellationToken cancellationToken) =>
        WriteAsync((tokenCutoff, senderCutoff, limit, DeviceId), static (connection, call) =>
            connection.Statements<TcTokenStatements>().DeleteExpired(call.tokenCutoff, call.senderCutoff, call.limit, call.DeviceId), cancellationToken);
}
