using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Schema;

/// <summary>Brings a file to the newest schema, so that upstream takes the result for its own work (spec/storage.md 2.4).</summary>
static class Migrator
{
    const string CreateVersionTable =
        $"""
        CREATE TABLE IF NOT EXISTS {MigrationState.VersionTable} (
          version VARCHAR(50) PRIMARY KEY NOT NULL,
          run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
        """;

    /// <summary>
    /// Applies the missing migrations by version, each in a transaction of its own, and returns those that this call applied.
    /// A failing one rolls back alone; the earlier ones stay. A file that is up to date is not written to.
    /// </summary>
    /// <param name="connection">A connection that may write, outside a transaction.</param>
    /// <param name="starting">Told before each; an exception from it ends the work between two migrations.</param>
    /// <param name="committed">Told of each that this call applied, also when a later one fails.</param>
    /// <exception cref="StoreException">A migration failed (<see cref="StoreErrorKind.Migration"/>); the message names it.</exception>
    public static IReadOnlyList<Migration> Apply(ISchemaConnection connection, Action<Migration>? starting = null, Action<Migration>? committed = null)
    {
        var missing = MigrationState.Read(connection).Missing;
        if (missing.Count == 0)
        {
            return [];
        }

        connection.RunImmediate(() => connection.Execute(CreateVersionTable));
        var applied = new List<Migration>();
        foreach (var migration in missing)
        {
            starting?.Invoke(migration);
            if (ApplyOne(connection, migration))
            {
                applied.Add(migration);
                committed?.Invoke(migration);
            }
        }

        return applied;
    }

    static bool ApplyOne(ISchemaConnection connection, Migration migration)
    {
        var applied = false;
        try
        {
            connection.RunImmediate(() =>
            {
                // Another process may have come first since the list was read. Under the write lock the answer is final.
                if (!IsRecorded(connection, migration))
                {
                    connection.Execute(migration.ReadSql());
                    connection.Execute($"INSERT INTO {MigrationState.VersionTable} (version) VALUES ('{migration.Version}')");
                    applied = true;
                }
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw StoreException.Migration(
                $"{migration.Version} ({migration.Name}) failed and was rolled back: {exception.Message}",
                exception,
                (exception as StoreException)?.SqliteErrorCode);
        }

        return applied;
    }

    static bool IsRecorded(ISchemaConnection connection, Migration migration) =>
        connection.QueryTexts($"SELECT version FROM {MigrationState.VersionTable} WHERE version = '{migration.Version}'").Count > 0;
}
