using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((Context, chat, sender, id), static (connection, call) =>
            FindMsgSecret(connection, call.Context, call.chat, call.sender, call.id)?.Secret.ToArray(), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<MsgSecretWithTimestamp?> GetMsgSecretWithTimestampAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((Context, chat, sender, id), static (connection, call) =>
            FindMsgSecret(connection, call.Context, call.chat, call.sender, call.id) is { } found
                ? new MsgSecretWithTimestamp(found.Secret.ToArray(), found.MessageTimestamp)
                : (MsgSecretWithTimestamp?)null, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredMsgSecret?> GetStoredMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((Context, chat, sender, id), static (connection, call) =>
            FindMsgSecret(connection, call.Context, call.chat, call.sender, call.id), snapshot: false, cancellationToken);
    }

    private protected static void RequireMessageKey(string chat, string sender, string id)
    {
        KeyText.Require(chat);
        KeyText.Require(sender);
        KeyText.Require(id);
    }

    // At every door: a secret of another length decrypts nothing (design.md 4, where the reference hands it out).
    static StoredMsgSecret? FindMsgSecret(NativeConnection connection, SqliteStoreContext context, string chat, string sender, string id)
    {
        foreach (var row in connection.Statements<MsgSecretStatements>().Get(chat, sender, id, context.DeviceId))
        {
            if (row.Secret.IsBlob && Key32.TryCreate(row.Secret.Bytes, out var secret))
            {
                return new StoredMsgSecret(secret, row.MessageTimestamp, row.ExpiresAt);
            }

            context.Corrupt.Found(QuarantineSource.MsgSecrets, context.DeviceId, row.Secret.Bytes, chat, sender, id);
        }

        return null;
    }
}
