using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask PutMsgSecretAsync(string chat, string sender, string id, Key32 secret, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return NoResult(WriteAsync((Entry: new MsgSecretEntry(chat, sender, id, secret, 0, 0), Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<MsgSecretStatements>().PutMany([call.Entry], call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<int> PutMsgSecretsAsync(ReadOnlyMemory<MsgSecretEntry> entries, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(entries);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        return entries.IsEmpty ? default : WriteAsync((entries, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<MsgSecretStatements>().PutMany(call.entries.Span, call.Now, call.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredMsgSecretsAsync(long cutoff, CancellationToken cancellationToken = default) =>
        SweepMsgSecretsAsync(cutoff, NoLimit, cancellationToken);

    private protected ValueTask<int> SweepMsgSecretsAsync(long cutoff, int limit, CancellationToken cancellationToken) =>
        WriteAsync((cutoff, limit, DeviceId), static (connection, call) =>
            connection.Statements<MsgSecretStatements>().DeleteExpired(call.cutoff, call.limit, call.DeviceId), cancellationToken);
}
