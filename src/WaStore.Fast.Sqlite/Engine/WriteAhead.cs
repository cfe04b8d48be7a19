namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Work that must be in the file before any later write: the lane does it first in the next write transaction, whoever that belongs to. While there is none, a write pays
/// for reading two fields.
/// </summary>
abstract class WriteAhead
{
    volatile bool _isPending;

    /// <summary>Whether there is work that no transaction has done yet. Set from any thread.</summary>
    internal bool IsPending
    {
        get => _isPending;
        private protected set => _isPending = value;
    }

    /// <summary>Whether the transaction that is open has done some. The lane's own.</summary>
    internal bool IsUncommitted { get; private protected set; }

    /// <summary>Does what is pending, inside the transaction. What it throws fails the write that the transaction belongs to, and the work stays pending.</summary>
    internal abstract void Run(NativeConnection writer);

    /// <summary>The transaction is in the file.</summary>
    internal abstract void Committed();

    /// <summary>The transaction is undone, and with it the work.</summary>
    internal abstract void RolledBack();
}
