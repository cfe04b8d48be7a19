using System.Diagnostics;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Measures one send after the other: <see cref="Start"/>, <see cref="ReadsDone"/> after the last read, <see cref="Stop"/>.</summary>
/// <param name="counters">Reads the counters of all connections of the database, which nothing but the measured sends uses.</param>
/// <param name="pageSize">Bytes per page.</param>
sealed class SendMeter(Func<EngineCounters> counters, long pageSize)
{
    // A page in the log has a header of its own (sqlite.org/fileformat.html, 4.1).
    const int WalFrameHeader = 24;

    EngineCounters _started;
    EngineCounters _read;
    long _allocated;
    int _thread;
    long _timestamp;

    internal void Start()
    {
        _started = counters();
        _read = _started;
        _thread = Environment.CurrentManagedThreadId;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _timestamp = Stopwatch.GetTimestamp();
    }

    /// <summary>What was executed until here were reads.</summary>
    internal void ReadsDone() => _read = counters();

    internal SendCost Stop(long rowsWritten)
    {
        var elapsed = Stopwatch.GetElapsedTime(_timestamp);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - _allocated;
        var stopped = counters();
        var reads = _read - _started;
        var writes = stopped - _read;
        return new SendCost(
            elapsed,
            reads.Executions,
            writes.Executions,
            writes.Transactions,
            reads.Rows,
            rowsWritten,
            writes.PagesWritten * (pageSize + WalFrameHeader),
            Environment.CurrentManagedThreadId == _thread ? allocated : null);
    }
}
