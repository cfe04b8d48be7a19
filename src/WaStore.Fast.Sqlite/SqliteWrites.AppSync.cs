using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask SetSyncKeyAsync(ReadOnlyMemory<byte> keyId, AppStateSyncKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return NoResult(WriteAsync((keyId, key, DeviceId), static (connection, call) =>
        {
            var buffer = SqliteEncodeBuffer.Rent();
            try
            {
                SyncKeyCodec.Encode(call.key, buffer);
                return connection.Statements<SyncKeyStatements>().PutKey(call.keyId.Span, buffer.Written, call.DeviceId);
            }
            finally
            {
                buffer.Return();
            }
        }, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask SetVersionAsync(string name, HashState state, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        KeyText.Require(state);
        return NoResult(WriteAsync((name, state, DeviceId), static (connection, call) =>
            PutVersion(connection, call.name, call.state, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return NoResult(WriteAsync((name, DeviceId), static (connection, call) =>
        {
            _ = connection.Statements<MutationMacStatements>().Clear(call.name, call.DeviceId);
            return connection.Statements<SyncKeyStatements>().DeleteVersion(call.name, call.DeviceId);
        }, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask PutMutationMacsAsync(string name, ulong version, ReadOnlyMemory<MutationMac> macs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return macs.IsEmpty ? default : NoResult(WriteAsync((name, version, macs, DeviceId), static (connection, call) =>
            connection.Statements<MutationMacStatements>().PutMany(call.name, call.version, call.macs.Span, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return indexMacs.IsEmpty ? default : NoResult(WriteAsync((name, indexMacs, DeviceId), static (connection, call) =>
            connection.Statements<MutationMacStatements>().DeleteMany(call.name, call.indexMacs.Span, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask ClearMutationMacsAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return NoResult(WriteAsync((name, DeviceId), static (connection, call) =>
            connection.Statements<MutationMacStatements>().Clear(call.name, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask CommitPatchAsync(
        string name, HashState state, ReadOnlyMemory<Key32> removed, ReadOnlyMemory<MutationMac> added, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        KeyText.Require(state);
        return NoResult(WriteAsync((name, state, removed, added, DeviceId), static (connection, call) =>
        {
            var macs = connection.Statements<MutationMacStatements>();
            _ = macs.DeleteMany(call.name, call.removed.Span, call.DeviceId);
            _ = macs.PutMany(call.name, call.state.Version, call.added.Span, call.DeviceId);
            return PutVersion(connection, call.name, call.state, call.DeviceId);
        }, cancellationToken));
    }

    static int PutVersion(NativeConnection connection, string name, HashState state, int deviceId)
    {
        var buffer = SqliteEncodeBuffer.Rent();
        try
        {
            HashStateCodec.Encode(state, buffer);
            return connection.Statements<SyncKeyStatements>().PutVersion(name, buffer.Written, deviceId);
        }
        finally
        {
            buffer.Return();
        }
    }
}
