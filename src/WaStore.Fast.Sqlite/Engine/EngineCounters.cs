namespace WaStore.Fast.Sqlite.Engine;

/// <summary>What a connection has done since it was opened. Exact, so that tests and budgets can assert counts instead of times.</summary>
public record struct EngineCounters
{
    /// <summary>Statements prepared.</summary>
    public long Prepared { get; internal set; }

    /// <summary>Statements executed, transaction control included.</summary>
    public long Executions { get; internal set; }

    /// <summary>Rows that queries gave.</summary>
    public long Rows { get; internal set; }

    /// <summary>Write transactions committed.</summary>
    public long Transactions { get; internal set; }

    /// <summary>Pages that those transactions wrote, to the WAL where there is one; a page there takes 24 bytes more than the page size.</summary>
    public long PagesWritten { get; internal set; }

    /// <summary>The sum of two connections' counters.</summary>
    /// <param name="left">One connection's.</param>
    /// <param name="right">The other's.</param>
    public static EngineCounters operator +(EngineCounters left, EngineCounters right) => new()
    {
        Prepared = left.Prepared + right.Prepared,
        Executions = left.Executions + right.Executions,
        Rows = left.Rows + right.Rows,
        Transactions = left.Transactions + right.Transactions,
        PagesWritten = left.PagesWritten + right.PagesWritten,
    };

    /// <summary>What happened between two readings.</summary>
    /// <param name="left">The later reading.</param>
    /// <param name="right">The earlier one.</param>
    public static EngineCounters operator -(EngineCounters left, EngineCounters right) => new()
    {
        Prepared = left.Prepared - right.Prepared,
        Executions = left.Executions - right.Executions,
        Rows = left.Rows - right.Rows,
        Transactions = left.Transactions - right.Transactions,
        PagesWritten = left.PagesWritten - right.PagesWritten,
    };
}
