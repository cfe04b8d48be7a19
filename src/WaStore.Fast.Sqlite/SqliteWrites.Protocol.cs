using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask SetSenderKeyStatusAsync(string group, ReadOnlyMemory<SenderKeyDevice> devices, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        KeyText.RequireAll(devices);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return devices.IsEmpty ? default : NoResult(WriteAsync((group, devices, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<SenderKeyDeviceStatements>().PutMany(call.group, call.devices.Span, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask ClearSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return NoResult(WriteAsync((group, DeviceId), static (connection, call) =>
            connection.Statements<SenderKeyDeviceStatements>().Clear(call.group, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeyDeviceRowsAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(deviceJids);
        return WriteManyAsync(deviceJids, static (connection, call) =>
            connection.Statements<SenderKeyDeviceStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ClearAllSenderKeyDevicesAsync(CancellationToken cancellationToken = default) =>
        NoResult(WriteAsync(DeviceId, static (connection, deviceId) =>
            connection.Statements<SenderKeyDeviceStatements>().ClearAll(deviceId), cancellationToken));

    /// <inheritdoc/>
    public ValueTask SaveBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        // The time has 32 bits in the file (spec/storage.md 3.5).
        return NoResult(WriteAsync((address, messageId, baseKey, Now: unchecked((int)Context.Now), DeviceId), static (connection, call) =>
            connection.Statements<BaseKeyStatements>().Put(call.address, call.messageId, call.baseKey.Span, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteBaseKeyAsync(string address, string messageId, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        KeyText.Require(messageId);
        return NoResult(WriteAsync((address, messageId, DeviceId), static (connection, call) =>
            connection.Statements<BaseKeyStatements>().Delete(call.address, call.messageId, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredBaseKeysAsync(long cutoff, CancellationToken cancellationToken = default) =>
        SweepBaseKeysAsync(cutoff, NoLimit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask PutGroupMetadataAsync(string group, ReadOnlyMemory<byte> metadata, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return NoResult(WriteAsync((group, metadata, Context.Now, DeviceId), static (connection, call) =>
            connection.Statements<GroupMetadataStatements>().Put(call.group, call.metadata.Span, call.Now, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteGroupMetadataAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return NoResult(WriteAsync((group, DeviceId), static (connection, call) =>
            connection.Statements<GroupMetadataStatements>().Delete(call.group, call.DeviceId), cancellationToken));
    }

    private protected ValueTask<int> SweepBaseKeysAsync(long cutoff, int limit, CancellationToken cancellationToken) =>
        WriteAsync((cutoff, limit, DeviceId), static (connection, call) =>
            connection.Statements<BaseKeyStatements>().DeleteExpired(call.cutoff, call.limit, call.DeviceId), cancellationToken);
}
