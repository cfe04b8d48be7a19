using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((chat, sender, id, DeviceId), static (connection, call) =>
        {
            foreach (var row in connection.Statements<MsgSecretStatements>().Get(call.chat, call.sender, call.id, call.DeviceId))
            {
                return row.Secret.ToArray();
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<MsgSecretWithTimestamp?> GetMsgSecretWithTimestampAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((chat, sender, id, DeviceId), static (connection, call) =>
        {
            foreach (var row in connection.Statements<MsgSecretStatements>().Get(call.chat, call.sender, call.id, call.DeviceId))
            {
                return new MsgSecretWithTimestamp(row.Secret.ToArray(), row.MessageTimestamp);
            }

            return (MsgSecretWithTimestamp?)null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredMsgSecret?> GetStoredMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((Context, chat, sender, id), static (connection, call) =>
        {
            foreach (var row in connection.Statements<MsgSecretStatements>().Get(call.chat, call.sender, call.id, call.Context.DeviceId))
            {
                if (Key32.TryCreate(row.Secret, out var secret))
                {
                    return new StoredMsgSecret(secret, row.MessageTimestamp, row.ExpiresAt);
                }

                call.Context.Health.CountMsgSecret(call.Context.DeviceId);
            }

            return (StoredMsgSecret?)null;
        }, snapshot: false, cancellationToken);
    }

    private protected static void RequireMessageKey(string chat, string sender, string id)
    {
        KeyText.Require(chat);
        KeyText.Require(sender);
        KeyText.Require(id);
    }
}
