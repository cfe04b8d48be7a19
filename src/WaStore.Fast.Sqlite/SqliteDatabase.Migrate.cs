using WaStore.Fast.Sqlite.Upgrade;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>
    /// Brings a file that is a store already to the newest schema and encodings, and closes it. A copy of it as it was is kept first, beside it; a file that is up to date
    /// gets none. Nothing else is created: neither a missing file, nor tables in a database that is somebody else's.
    /// </summary>
    /// <remarks>It owns the file meanwhile (<see cref="TakeOwnership"/>), and is refused while another process does.</remarks>
    /// <param name="path">As for <see cref="OpenAsync(string, SqliteOptions, CancellationToken)"/>; not a database in memory.</param>
    /// <param name="options">How to open it; null takes the defaults. <see cref="SqliteOptions.MigrateOnOpen"/> is not looked at.</param>
    /// <param name="progress">Told before each step, on the thread that works; null for none.</param>
    /// <param name="cancellationToken">Looked at between the steps. Migrations that were applied stay applied, each whole, and the next open goes on there.</param>
    /// <exception cref="StoreException">
    /// As for <see cref="OpenAsync(string, SqliteOptions, CancellationToken)"/>; the file is missing, empty, a folder or no database (Connection), or holds no store (Validation).
    /// Nothing was changed then.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public static async Task<MigrationReport> MigrateAsync(
        string path, SqliteOptions? options = null, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        // As long as the file is big: not on the caller's thread.
        var database = await Task.Run(
            () => OpenAsync(
                path,
                options,
                connections => new StoreSchema(connections, MigrateOnOpen.CopyFirst, options?.TimeProvider ?? TimeProvider.System)
                {
                    MustBeStore = true,
                    Progress = progress,
                    Cancellation = cancellationToken,
                },
                owned: true,
                cancellationToken).AsTask(),
            cancellationToken).ConfigureAwait(false);
        await database.DisposeAsync().ConfigureAwait(false);
        return database.MigrationReport;
    }
}
