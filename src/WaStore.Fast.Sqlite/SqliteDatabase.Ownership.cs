using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    internal DatabaseOwnership Ownership { get; }

    /// <summary>
    /// Makes this process the owner of the Signal state in the file until the database is closed, as a Signal cache does (<see cref="SqliteStore.Ownership"/>): for tools that
    /// write to a file which a bot may have open. Harmless when repeated; nothing in memory.
    /// </summary>
    /// <exception cref="StoreException">Another process is the owner, and the message names it; or the file beside the database cannot be used (Connection).</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public void TakeOwnership() => Ownership.Take();

    async ValueTask LookForCommitsAsync(CancellationToken cancellationToken) =>
        _ = await WriteAsync(nameof(ISignalOwnership.AcquireAsync), 0, static (_, _) => 0, synced: false, cancellationToken).ConfigureAwait(false);
}
