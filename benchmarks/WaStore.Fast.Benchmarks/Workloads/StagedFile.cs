using System.Text;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>Files at a stage of the schema's history, as the reference left them, made without the migrator.</summary>
static class StagedFile
{
    /// <summary>Runs the migrations between two stages; a file that is not there is made.</summary>
    public static void Migrate(string path, int from, int to)
    {
        using NativeConnection connection = NativeConnection.Open(path, NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute(Encoding.UTF8.GetString(FloorDatabase.Pragmas));
        if (from == 0)
        {
            connection.Execute("CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)");
        }

        foreach (Migration migration in Migrations.All.Skip(from).Take(to - from))
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute(migration.ReadSql());
            connection.Execute($"INSERT INTO __diesel_schema_migrations (version) VALUES ('{migration.Version}')");
            connection.Execute("COMMIT");
        }
    }

    /// <summary>How many migrations a file has seen.</summary>
    public static long CountMigrations(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using NativeConnection connection = NativeConnection.Open(path, NativeConnection.OpenReadWrite);
        return connection.QueryInt64("SELECT count(*) FROM __diesel_schema_migrations") ?? 0;
    }
}
