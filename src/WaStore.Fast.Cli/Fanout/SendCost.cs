namespace WaStore.Fast.Cli.Fanout;

/// <summary>What one send cost the store.</summary>
/// <param name="Elapsed">From its first read, or its commit where it reads nothing, to its last commit.</param>
/// <param name="ReadExecutions">Statements executed to read, those that open and end the view included.</param>
/// <param name="WriteExecutions">Statements executed to write, BEGIN, COMMIT and PRAGMA included.</param>
/// <param name="Transactions">Write transactions committed.</param>
/// <param name="RowsRead">Rows that the reads answered.</param>
/// <param name="RowsWritten">Rows handed to the store.</param>
/// <param name="WalBytes">Bytes that its commits appended to the write-ahead log.</param>
/// <param name="AllocatedBytes">Managed bytes that it allocated, or null when it changed threads and so cannot be told.</param>
readonly record struct SendCost(
    TimeSpan Elapsed,
    long ReadExecutions,
    long WriteExecutions,
    long Transactions,
    long RowsRead,
    long RowsWritten,
    long WalBytes,
    long? AllocatedBytes);
