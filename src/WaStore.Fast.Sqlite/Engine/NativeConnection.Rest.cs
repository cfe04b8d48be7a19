namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class NativeConnection
{
    long _executionsSeen;

    /// <summary>Whether it keeps statements. None is prepared without being kept or finalized at once.</summary>
    internal bool HasStatements => _statements.Length > 0;

    /// <summary>Whether something was executed since this was last asked. Asked by who holds the connection.</summary>
    internal bool WasUsed()
    {
        bool used = Counters.Executions != _executionsSeen;
        _executionsSeen = Counters.Executions;
        return used;
    }

    /// <summary>
    /// Gives back statements, sets and pages; the next call prepares what it needs. Outside a transaction, with no statement stepping. What SQLite tells by its data version
    /// and counts of written pages does not change by it.
    /// </summary>
    internal void Rest()
    {
        FinalizeStatements();
        _places = [];
        Upkeep.ReleaseMemory(this);
    }
}
