using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>One small table, so that the engine is tested apart from the store's schema.</summary>
sealed class TestSchema : ISchemaSource
{
    internal const string Script = "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, v BLOB NOT NULL DEFAULT x'', w INTEGER NOT NULL DEFAULT 0);";

    internal int Reads { get; private set; }

    public void Prepare(NativeConnection writer, DatabaseLocation location)
    {
        if (writer.QueryInt64("SELECT count(*) FROM sqlite_master WHERE name = 't'") == 0)
        {
            writer.Execute(Script);
        }
    }

    public ISchemaShape Read(NativeConnection connection)
    {
        Reads++;
        return new Shape(
            connection.QueryInt64("SELECT count(*) FROM sqlite_master WHERE name = 't'") == 1,
            connection.QueryInt64("SELECT count(*) FROM pragma_table_info('t') WHERE name = 'w'") == 1);
    }

    sealed record Shape(bool HasT, bool HasW) : ISchemaShape
    {
        public bool HasTable(string table) => HasT && table == "t";

        public bool HasColumn(string table, string column) => HasW && (table, column) is ("t", "w");
    }
}
