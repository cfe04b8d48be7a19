using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>A database in memory with the tests' schema, which is the one that their statements were checked against.</summary>
sealed class TestDatabase : IDisposable, ISchemaShape
{
    internal static readonly string Schema = new StreamReader(typeof(TestDatabase).Assembly.GetManifestResourceStream("notes.schema.sql")!).ReadToEnd();

    internal TestDatabase()
    {
        Connection = NativeConnection.Open(":memory:", NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);
        Connection.Execute(Schema);
        Connection.UseSchema(this);
    }

    internal NativeConnection Connection { get; }

    internal EngineCounters Counters => Connection.Counters;

    /// <summary>What a lookup of the schema costs is counted: sets without variants never ask.</summary>
    internal int SchemaQuestions { get; private set; }

    public bool HasTable(string table) => Connection.QueryInt64($"SELECT 1 FROM sqlite_master WHERE name = '{table}'") is not null;

    public bool HasColumn(string table, string column)
    {
        SchemaQuestions++;
        return Connection.QueryInt64($"SELECT 1 FROM pragma_table_info('{table}') WHERE name = '{column}'") is not null;
    }

    public void Dispose() => Connection.Dispose();
}
