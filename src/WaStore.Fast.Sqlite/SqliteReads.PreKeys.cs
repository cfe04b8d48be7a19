using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        ReadAsync((Context, id), static (connection, call) =>
        {
            foreach (var record in connection.Statements<PreKeyStatements>().Get(call.id, call.Context.DeviceId))
            {
                return BlobOrNull(record, QuarantineSource.PreKeys, call.Context, call.id);
            }

            return null;
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadPreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyList<PreKeyEntry>>(cancellationToken);
        }

        return ids.IsEmpty ? new([]) : ReadAsync((Context, ids), static (connection, call) =>
        {
            var found = new List<PreKeyEntry>(call.ids.Length);
            foreach (var row in connection.Statements<PreKeyStatements>().GetMany(call.ids.Span, call.Context.DeviceId))
            {
                if (BlobOrNull(row.Record, QuarantineSource.PreKeys, call.Context, row.Id) is { } record)
                {
                    found.Add(new PreKeyEntry(row.Id, record));
                }
            }

            return (IReadOnlyList<PreKeyEntry>)found;
        }, snapshot: ids.Length > ListLadder.DefaultChunkSize, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(DeviceId, static (connection, deviceId) =>
            connection.Statements<PreKeyStatements>().MaxId(deviceId) ?? 0, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        ReadAsync((Context, id), static (connection, call) =>
        {
            foreach (var record in connection.Statements<PreKeyStatements>().GetSigned(call.id, call.Context.DeviceId))
            {
                return BlobOrNull(record, QuarantineSource.SignedPreKeys, call.Context, call.id);
            }

            return null;
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Context, static (connection, context) =>
        {
            var found = new List<PreKeyEntry>();
            foreach (var row in connection.Statements<PreKeyStatements>().GetAllSigned(context.DeviceId))
            {
                if (BlobOrNull(row.Record, QuarantineSource.SignedPreKeys, context, row.Id) is { } record)
                {
                    found.Add(new PreKeyEntry(row.Id, record));
                }
            }

            return (IReadOnlyList<PreKeyEntry>)found;
        }, snapshot: false, cancellationToken);

    static byte[]? BlobOrNull(StoredBlob record, QuarantineSource source, SqliteStoreContext context, uint id)
    {
        if (record.IsBlob)
        {
            return record.Bytes.ToArray();
        }

        // Stored as the signed twin.
        context.Corrupt.Found(source, context.DeviceId, record.Bytes, (long)unchecked((int)id));
        return null;
    }
}
