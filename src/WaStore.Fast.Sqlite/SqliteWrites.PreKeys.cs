using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) =>
        NoResult(WriteAsync((id, record, uploaded, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().Put(call.id, call.record.Span, call.uploaded, call.DeviceId), cancellationToken));

    /// <inheritdoc/>
    public ValueTask StorePreKeysAsync(ReadOnlyMemory<PreKeyEntry> preKeys, bool uploaded, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return preKeys.IsEmpty ? default : NoResult(WriteAsync((preKeys, uploaded, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().PutMany(call.preKeys.Span, call.uploaded, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        WriteManyAsync(ids, static (connection, call) =>
            connection.Statements<PreKeyStatements>().MarkUploaded(call.Entries.Span, call.Context.DeviceId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        NoResult(WriteAsync((id, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().Delete(call.id, call.DeviceId), cancellationToken));

    /// <inheritdoc/>
    public ValueTask RemovePreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        WriteManyAsync(ids, static (connection, call) =>
            connection.Statements<PreKeyStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        NoResult(WriteAsync((id, record, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().PutSigned(call.id, call.record.Span, call.DeviceId), cancellationToken));

    /// <inheritdoc/>
    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        NoResult(WriteAsync((id, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().DeleteSigned(call.id, call.DeviceId), cancellationToken));
}
