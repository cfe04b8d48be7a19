using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask PutLidMappingAsync(LidPnMapping mapping, CancellationToken cancellationToken = default)
    {
        KeyText.Require(mapping);
        return NoResult(WriteAsync((mapping, DeviceId), static (connection, call) =>
            connection.Statements<LidPnStatements>().PutMany([call.mapping], call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask PutLidMappingsAsync(ReadOnlyMemory<LidPnMapping> mappings, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(mappings);
        return WriteManyAsync(mappings, static (connection, call) =>
            connection.Statements<LidPnStatements>().PutMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask UpdateDeviceListAsync(DeviceListRecord record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(record);
        return NoResult(WriteAsync((Context, record, Context.Now), static (connection, call) =>
            PutDeviceLists(connection, [call.record], call.Now, call.Context.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask UpdateDeviceListsAsync(ReadOnlyMemory<DeviceListRecord> records, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(records);
        return WriteManyAsync(records, static (connection, call) =>
            PutDeviceLists(connection, call.Entries.Span, call.Context.Now, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteDevicesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return NoResult(WriteAsync((user, DeviceId), static (connection, call) =>
            connection.Statements<DeviceRegistryStatements>().Delete(call.user, call.DeviceId), cancellationToken));
    }

    static int PutDeviceLists(NativeConnection connection, ReadOnlySpan<DeviceListRecord> records, long now, int deviceId)
    {
        var statements = connection.Statements<DeviceRegistryStatements>();
        var buffer = SqliteEncodeBuffer.Rent();
        try
        {
            foreach (var record in records)
            {
                buffer.Clear();
                DeviceListJson.Encode(record.Devices, buffer);
                // Both times have 32 bits in the file (spec/storage.md 3.5).
                _ = statements.Put(record.User, buffer.Written, unchecked((int)record.Timestamp), record.Phash, unchecked((int)now), record.RawId, deviceId);
            }
        }
        finally
        {
            buffer.Return();
        }

        return records.Length;
    }
}
