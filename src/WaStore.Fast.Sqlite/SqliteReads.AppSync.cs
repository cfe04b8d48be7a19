using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<AppStateSyncKey?> GetSyncKeyAsync(ReadOnlyMemory<byte> keyId, CancellationToken cancellationToken = default) =>
        ReadAsync((Context, keyId), static (connection, call) =>
        {
            foreach (var row in connection.Statements<SyncKeyStatements>().GetKey(call.keyId.Span, call.Context.DeviceId))
            {
                return Decodes(row.Value, call.Context, out var key) ? key : null;
            }

            return null;
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Context, static (connection, context) =>
        {
            foreach (var row in connection.Statements<SyncKeyStatements>().KeysDescending(context.DeviceId))
            {
                if (Decodes(row.Value, context, out _))
                {
                    return row.Key.ToArray();
                }
            }

            return null;
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<HashState> GetVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return ReadAsync((Context, name), static (connection, call) => ReadVersion(connection, call.Context, call.name) ?? HashState.Empty, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<HashState?> TryGetVersionAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return ReadAsync((Context, name), static (connection, call) => ReadVersion(connection, call.Context, call.name), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetMutationMacAsync(string name, Key32 indexMac, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return ReadAsync((name, indexMac, DeviceId), static (connection, call) =>
            connection.Statements<MutationMacStatements>().Get(call.name, call.indexMac, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Key32, byte[]>> GetMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyDictionary<Key32, byte[]>>(cancellationToken);
        }

        return indexMacs.IsEmpty ? new(NoMacs) : ReadAsync((name, indexMacs, DeviceId), static (connection, call) =>
        {
            var found = new Dictionary<Key32, byte[]>(call.indexMacs.Length);
            foreach (var row in connection.Statements<MutationMacStatements>().GetMany(call.name, call.indexMacs.Span, call.DeviceId))
            {
                found[new Key32(row.Key)] = row.Value.ToArray();
            }

            return (IReadOnlyDictionary<Key32, byte[]>)found;
        }, snapshot: indexMacs.Length > ListLadder.DefaultChunkSize, cancellationToken);
    }

    static IReadOnlyDictionary<Key32, byte[]> NoMacs => System.Collections.ObjectModel.ReadOnlyDictionary<Key32, byte[]>.Empty;

    static HashState? ReadVersion(NativeConnection connection, SqliteStoreContext context, string name)
    {
        foreach (var row in connection.Statements<SyncKeyStatements>().GetVersion(name, context.DeviceId))
        {
            if (HashStateCodec.Decode(row.Value, out var state) == BlobForm.Undecodable)
            {
                context.Health.CountVersion(context.DeviceId);
            }

            return state;
        }

        return null;
    }

    static bool Decodes(ReadOnlySpan<byte> stored, SqliteStoreContext context, out AppStateSyncKey? key)
    {
        if (SyncKeyCodec.Decode(stored, out key) != BlobForm.Undecodable)
        {
            return true;
        }

        context.Health.CountSyncKey(context.DeviceId);
        return false;
    }
}
