using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>Microsoft.Data.Sqlite behind the interface of the schema code: an independent witness.</summary>
sealed class WitnessConnection : ISchemaConnection, IDisposable
{
    public WitnessConnection(string path)
    {
        // No pool: a pooled connection would keep the file, and its locks, after the test.
        Connection = new SqliteConnection($"Data Source={path};Pooling=False");
        Connection.Open();
    }

    public SqliteConnection Connection { get; }

    public void Execute(string script)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = script;
        _ = command.ExecuteNonQuery();
    }

    public IReadOnlyList<string> QueryTexts(string sql) => [.. QueryRows(sql).Select(row => Convert.ToString(row[0], null) ?? "")];

    /// <summary>Every row, as values; NULL as null.</summary>
    public IReadOnlyList<object?[]> QueryRows(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    public void RunImmediate(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    public void Dispose() => Connection.Dispose();
}
