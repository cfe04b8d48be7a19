using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SenderKeyDevice>> GetSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return ReadAsync((group, DeviceId), static (connection, call) =>
            (IReadOnlyList<SenderKeyDevice>)connection.Statements<SenderKeyDeviceStatements>().Get(call.group, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSameBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        return ReadAsync((address, messageId, baseKey, DeviceId), static (connection, call) =>
            connection.Statements<BaseKeyStatements>().Has(call.address, call.messageId, call.baseKey.Span, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetGroupMetadataAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return ReadAsync((Context, group), static (connection, call) =>
        {
            foreach (var blob in connection.Statements<GroupMetadataStatements>().Get(call.group, call.Context.DeviceId))
            {
                return BlobOrNull(blob, QuarantineSource.GroupMetadata, call.Context, call.group);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return ReadAsync((Context, chat, id), static (connection, call) =>
        {
            foreach (var blob in connection.Statements<SentMessageStatements>().Get(call.chat, call.id, call.Context.DeviceId))
            {
                return BlobOrNull(blob, QuarantineSource.SentMessages, call.Context, call.chat, call.id);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetPendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default)
    {
        RequireMessageKey(chat, sender, id);
        return ReadAsync((Context, chat, sender, id), static (connection, call) =>
        {
            foreach (var blob in connection.Statements<PendingInboundStatements>().Get(call.chat, call.sender, call.id, call.Context.DeviceId))
            {
                return BlobOrNull(blob, QuarantineSource.PendingInbound, call.Context, call.chat, call.sender, call.id);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }
}
