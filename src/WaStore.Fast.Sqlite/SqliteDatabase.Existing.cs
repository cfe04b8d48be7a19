using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>Opens a store that is there already, for tools: makes no file, no table in somebody else's database, and migrates nothing.</summary>
    /// <param name="path">A plain path. This process must not have the file open.</param>
    /// <param name="options">How to run it, but for <see cref="SqliteOptions.MigrateOnOpen"/>, which is Refuse; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <exception cref="StoreException">
    /// Connection: no file, a folder, an empty file, no database. Validation: a database of something else. Migration: a store of an older schema.
    /// </exception>
    public static async ValueTask<SqliteDatabase> OpenExistingAsync(string path, SqliteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var checkedOptions = (options ?? new SqliteOptions()).Validated();
        checkedOptions.MigrateOnOpen = MigrateOnOpen.Refuse;
        _ = SqliteLibrary.Choose(checkedOptions.Library);
        // Before anything that writes, such as the change to WAL.
        var migrations = ReadMigrations(DatabaseFiles.At(path).Main, checkedOptions);
        migrations.EnsureStore();
        if (migrations.Missing.Count > 0)
        {
            throw StoreException.Migration($"it is of an older schema ({migrations.Describe()})");
        }

        return await OpenAsync(path, checkedOptions, cancellationToken).ConfigureAwait(false);
    }

    static MigrationState ReadMigrations(string path, SqliteOptions options)
    {
        var connections = new ConnectionFactory(DatabaseLocation.Parse(path), options);
        try
        {
            using var connection = NativeConnection.Open(path, NativeConnection.OpenReadWrite);
            connections.RunHook(connection);
            return MigrationState.Read(new NativeSchemaConnection(connection));
        }
        catch (StoreException exception)
        {
            throw connections.Explain(exception);
        }
    }
}
