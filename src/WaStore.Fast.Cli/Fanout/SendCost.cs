namespace WaStore.Fast.Cli.Fanout;

/// <summary>What one send cost the store.</summary>
/// <param name="Elapsed">From its first lookup until it may go out, and where it distributes the key until what follows the acknowledgement is stored.</param>
/// <param name="ReadExecutions">Statements executed to read, those that open and end the view included.</param>
/// <param name="WriteExecutions">Statements executed to write, BEGIN, COMMIT and PRAGMA included.</param>
/// <param name="Transactions">Write transactions committed.</param>
/// <param name="RowsRead">Rows that the reads answered.</param>
/// <param name="RowsWritten">Rows handed to the store.</param>
/// <param name="WalBytes">Bytes that its commits appended to the write-ahead log.</param>
/// <param name="AllocatedBytes">Managed bytes that it allocated, or null when it changed threads and so cannot be told.</param>
/// <param name="Cache">What it asked of the Signal cache.</param>
readonly record struct SendCost(
    TimeSpan Elapsed,
    long ReadExecutions,
    long WriteExecutions,
    long Transactions,
    long RowsRead,
    long RowsWritten,
    long WalBytes,
    long? AllocatedBytes,
    CacheUse Cache);

/// <summary>What sends asked of the Signal cache.</summary>
/// <param name="Hits">Sessions, identity keys and sender keys that it answered from memory.</param>
/// <param name="Misses">Those that it had to read, also where the store had none.</param>
/// <param name="Flushes">Flushes that wrote what was pending.</param>
/// <param name="GateWaits">Sends that waited for such a flush, because a lease was raised.</param>
readonly record struct CacheUse(long Hits, long Misses, long Flushes, long GateWaits)
{
    public static CacheUse operator +(CacheUse left, CacheUse right) =>
        new(left.Hits + right.Hits, left.Misses + right.Misses, left.Flushes + right.Flushes, left.GateWaits + right.GateWaits);
}
