using Microsoft.Data.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary><c>sql PATH STATEMENT</c>: a program that knows nothing of us runs a statement on the file, and closes it.</summary>
static class SqlVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        SQLitePCL.Batteries_V2.Init();
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = arguments[0], Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
            command.CommandText = arguments[1];
#pragma warning restore CA2100
            _ = command.ExecuteNonQuery();
        }

        await Parent.TellAsync("done");
    }
}
