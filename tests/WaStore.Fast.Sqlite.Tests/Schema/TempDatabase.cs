using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>A path for a database in a folder of its own that goes away with it.</summary>
sealed class TempDatabase : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-schema-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "store.db");

    /// <summary>Makes the file as it is after the first <paramref name="stage"/> migrations, without the migrator.</summary>
    public WitnessConnection CreateAtStage(int stage)
    {
        var connection = new WitnessConnection(Path);
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute(
            "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)");
        foreach (var migration in Migrations.All.Take(stage))
        {
            connection.Execute(migration.ReadSql());
            connection.Execute($"INSERT INTO __diesel_schema_migrations (version) VALUES ('{migration.Version}')");
        }

        return connection;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
