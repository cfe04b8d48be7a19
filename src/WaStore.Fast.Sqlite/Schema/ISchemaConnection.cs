namespace WaStore.Fast.Sqlite.Schema;

/// <summary>
/// What the schema code asks of a connection. The engine's connection satisfies it; the tests put another SQLite client
/// behind it, as an independent witness. Used at open only, by one thread.
/// </summary>
interface ISchemaConnection
{
    /// <summary>Runs a script of any number of statements.</summary>
    void Execute(string script);

    /// <summary>The first column of every row as text, in the statement's order; NULL as the empty string.</summary>
    IReadOnlyList<string> QueryTexts(string sql);

    /// <summary>
    /// Runs <paramref name="work"/> between BEGIN IMMEDIATE and COMMIT: waits for the write lock as long as the connection's busy
    /// policy says, rolls back when <paramref name="work"/> throws, and passes the exception on.
    /// </summary>
    void RunImmediate(Action work);
}
