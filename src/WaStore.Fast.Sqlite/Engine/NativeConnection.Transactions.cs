namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class NativeConnection
{
    static readonly int s_slots = StatementSlots.Reserve(4);

    /// <summary>Starts a read transaction; its view of the file is fixed by its first read.</summary>
    internal void BeginRead() => _ = Prepare(s_slots, "BEGIN DEFERRED"u8).Execute();

    /// <summary>Starts a write transaction, taking SQLite's write lock now: a read that upgrades later could only fail.</summary>
    internal void BeginWrite() => _ = Prepare(s_slots + 1, "BEGIN IMMEDIATE"u8).Execute();

    /// <summary>Ends the transaction and keeps its writes.</summary>
    internal void Commit() => _ = Prepare(s_slots + 2, "COMMIT"u8).Execute();

    /// <summary>Ends the transaction and drops its writes. Harmless when SQLite has already rolled back by itself.</summary>
    internal void Rollback()
    {
        if (InTransaction)
        {
            _ = Prepare(s_slots + 3, "ROLLBACK"u8).Execute();
        }
    }
}
