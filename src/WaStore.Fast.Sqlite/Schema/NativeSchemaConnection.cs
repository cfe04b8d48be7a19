using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Schema;

/// <summary>The engine's connection, as the schema code sees it. How long it waits for the write lock is its busy timeout.</summary>
sealed class NativeSchemaConnection(NativeConnection connection) : ISchemaConnection
{
    public void Execute(string script) => connection.Execute(script);

    public IReadOnlyList<string> QueryTexts(string sql)
    {
        var texts = new List<string>();
        using var query = connection.PrepareOnce(sql);
        while (query.Statement.Step())
        {
            texts.Add(query.Statement.IsNull(0) ? "" : query.Statement.GetString(0));
        }

        return texts;
    }

    public void RunImmediate(Action work)
    {
        connection.BeginWrite();
        try
        {
            work();
            connection.Commit();
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }
}
