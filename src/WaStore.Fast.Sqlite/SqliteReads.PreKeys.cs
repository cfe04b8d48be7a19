using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        ReadAsync((id, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().Get(call.id, call.DeviceId), snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadPreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyList<PreKeyEntry>>(cancellationToken);
        }

        return ids.IsEmpty ? new([]) : ReadAsync((ids, DeviceId), static (connection, call) =>
        {
            var found = new List<PreKeyEntry>(call.ids.Length);
            foreach (var row in connection.Statements<PreKeyStatements>().GetMany(call.ids.Span, call.DeviceId))
            {
                found.Add(new PreKeyEntry(row.Id, row.Record.ToArray()));
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
        ReadAsync((id, DeviceId), static (connection, call) =>
            connection.Statements<PreKeyStatements>().GetSigned(call.id, call.DeviceId), snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(DeviceId, static (connection, deviceId) =>
        {
            var found = new List<PreKeyEntry>();
            foreach (var row in connection.Statements<PreKeyStatements>().GetAllSigned(deviceId))
            {
                found.Add(new PreKeyEntry(row.Id, row.Record.ToArray()));
            }

            return (IReadOnlyList<PreKeyEntry>)found;
        }, snapshot: false, cancellationToken);
}
