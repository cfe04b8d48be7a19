using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>As <see cref="SqliteDatabase.SnapshotAsync"/>, which tells where the copy is and how far it is.</remarks>
    /// <exception cref="StoreException">InvalidConfig, too: the database is in memory and has no folder. Connection: a snapshot of this name was made in this second.</exception>
    public async ValueTask SnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default) =>
        _ = await Database.SnapshotAsync(name, extra, progress: null, cancellationToken).ConfigureAwait(false);
}
