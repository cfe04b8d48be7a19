using Microsoft.Data.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary><c>lock PATH</c>: does as it is told in lines of standard input: <c>IMMEDIATE</c> or <c>EXCLUSIVE</c> takes the lock, <c>release</c> gives it back.</summary>
static class LockVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = arguments[0], Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        await Parent.TellAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var (sql, answer) = line switch
            {
                // A write inside, so that the lock is a real one in every journal mode.
                "IMMEDIATE" => ("BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS locked_by_another(a)", "locked"),
                "EXCLUSIVE" => ("BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS locked_by_another(a)", "locked"),
                "release" => ("ROLLBACK", "released"),
                _ => throw new ArgumentException($"'{line}' is no order."),
            };
#pragma warning disable CA2100 // One of the texts above.
            command.CommandText = sql;
#pragma warning restore CA2100
            _ = command.ExecuteNonQuery();
            await Parent.TellAsync(answer);
        }
    }
}
