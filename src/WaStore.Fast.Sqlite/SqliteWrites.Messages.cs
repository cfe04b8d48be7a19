using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask StoreSentMessageAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return NoResult(WriteAsync((chat, id, payload, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<SentMessageStatements>().Put(call.chat, call.id, call.payload.Span, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TakeSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return WriteAsync((chat, id, DeviceId), static (connection, call) =>
            connection.Statements<SentMessageStatements>().Take(call.chat, call.id, call.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredSentMessagesAsync(long cutoff, CancellationToken cancellationToken = default) =>
        SweepSentMessagesAsync(cutoff, NoLimit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StorePendingInboundAsync(string chat, string sender, string id, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return NoResult(WriteAsync((Row: new PendingInbound(chat, sender, id, message), Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<PendingInboundStatements>().PutMany([call.Row], call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask StorePendingInboundsAsync(ReadOnlyMemory<PendingInbound> messages, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(messages);
        return WriteManyAsync(messages, static (connection, call) =>
            connection.Statements<PendingInboundStatements>().PutMany(call.Entries.Span, call.Context.Now, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeletePendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return NoResult(WriteAsync((Key: new PendingInboundKey(chat, sender, id), DeviceId), static (connection, call) =>
            connection.Statements<PendingInboundStatements>().DeleteMany([call.Key], call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeletePendingInboundsAsync(ReadOnlyMemory<PendingInboundKey> keys, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(keys);
        return WriteManyAsync(keys, static (connection, call) =>
            connection.Statements<PendingInboundStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredPendingInboundAsync(long cutoff, CancellationToken cancellationToken = default) =>
        SweepPendingInboundAsync(cutoff, NoLimit, cancellationToken);

    private protected ValueTask<int> SweepSentMessagesAsync(long cutoff, int limit, CancellationToken cancellationToken) =>
        WriteAsync((cutoff, limit, DeviceId), static (connection, call) =>
            connection.Statements<SentMessageStatements>().DeleteExpired(call.cutoff, call.limit, call.DeviceId), cancellationToken);

    private protected ValueTask<int> SweepPendingInboundAsync(long cutoff, int limit, CancellationToken cancellationToken) =>
        WriteAsync((cutoff, limit, DeviceId), static (connection, call) =>
            connection.Statements<PendingInboundStatements>().DeleteExpired(call.cutoff, call.limit, call.DeviceId), cancellationToken);
}
