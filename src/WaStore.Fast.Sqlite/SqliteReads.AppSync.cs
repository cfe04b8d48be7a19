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
                return Decodes(row, call.keyId.Span, call.Context, out var key) ? key : null;
            }

            return null;
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Context, static (connection, context) =>
        {
            foreach (var row in connection.Statements<SyncKeyStatements>().KeysDescending(context.DeviceId))
            {
                if (Decodes(row.Value, row.Key, context, out _))
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
        return ReadAsync((Context, name, indexMac), static (connection, call) =>
        {
            foreach (var mac in connection.Statements<MutationMacStatements>().Get(call.name, call.indexMac, call.Context.DeviceId))
            {
                return ToMac(mac, call.name, call.indexMac, call.Context);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Key32, byte[]>> GetMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyDictionary<Key32, byte[]>>(cancellationToken);
        }

        return indexMacs.IsEmpty ? new(NoMacs) : ReadAsync((Context, name, indexMacs), static (connection, call) =>
        {
            var found = new Dictionary<Key32, byte[]>(call.indexMacs.Length);
            foreach (var row in connection.Statements<MutationMacStatements>().GetMany(call.name, call.indexMacs.Span, call.Context.DeviceId))
            {
                var indexMac = new Key32(row.Key);
                if (ToMac(row.Value, call.name, indexMac, call.Context) is { } mac)
                {
                    found[indexMac] = mac;
                }
            }

            return (IReadOnlyDictionary<Key32, byte[]>)found;
        }, snapshot: indexMacs.Length > ListLadder.DefaultChunkSize, cancellationToken);
    }

    static IReadOnlyDictionary<Key32, byte[]> NoMacs => System.Collections.ObjectModel.ReadOnlyDictionary<Key32, byte[]>.Empty;

    static HashState? ReadVersion(NativeConnection connection, SqliteStoreContext context, string name)
    {
        foreach (var row in connection.Statements<SyncKeyStatements>().GetVersion(name, context.DeviceId))
        {
            if (row.IsBlob && HashStateCodec.Decode(row.Bytes, out var state) != BlobForm.Undecodable)
            {
                return state;
            }

            context.Corrupt.Found(QuarantineSource.Versions, context.DeviceId, row.Bytes, name);
        }

        return null;
    }

    static bool Decodes(StoredBlob stored, ReadOnlySpan<byte> keyId, SqliteStoreContext context, out AppStateSyncKey? key)
    {
        key = null;
        if (stored.IsBlob && SyncKeyCodec.Decode(stored.Bytes, out key) != BlobForm.Undecodable)
        {
            return true;
        }

        context.Corrupt.Found(QuarantineSource.SyncKeys, context.DeviceId, stored.Bytes, keyId.ToArray());
        return false;
    }

    static byte[]? ToMac(StoredBlob stored, string name, Key32 indexMac, SqliteStoreContext context)
    {
        if (stored.IsBlob)
        {
            return stored.Bytes.ToArray();
        }

        context.Corrupt.Found(QuarantineSource.MutationMacs, context.DeviceId, stored.Bytes, name, indexMac.ToArray());
        return null;
    }
}
