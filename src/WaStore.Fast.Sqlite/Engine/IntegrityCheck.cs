namespace WaStore.Fast.Sqlite.Engine;

/// <summary>SQLite's own checks of a file. They read all of it; an interruption from another thread ends them.</summary>
static class IntegrityCheck
{
    /// <summary>What is wrong with the pages, the indexes and the constraints, in SQLite's words, which name tables, indexes and row ids; empty when all is well.</summary>
    internal static List<string> Run(NativeConnection connection)
    {
        List<string> faults = [];
        using OneShotStatement check = connection.PrepareOnce("PRAGMA integrity_check");
        while (check.Statement.Step())
        {
            faults.Add(check.Statement.GetString(0));
        }

        return faults is ["ok"] ? [] : faults;
    }

    /// <summary>The rows whose foreign key leads nowhere.</summary>
    internal static List<(string Table, long RowId)> ForeignKeys(NativeConnection connection)
    {
        List<(string, long)> rows = [];
        using OneShotStatement check = connection.PrepareOnce("PRAGMA foreign_key_check");
        while (check.Statement.Step())
        {
            rows.Add((check.Statement.GetString(0), check.Statement.GetInt64(1)));
        }

        return rows;
    }

    /// <summary>Ends whatever the connection runs, when the token is cancelled; disposed before the connection is closed.</summary>
    internal static CancellationTokenRegistration InterruptOn(NativeConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => NativeMethods.sqlite3_interrupt(((NativeConnection)state!).Handle), connection);
}
