using System.Diagnostics;
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
    long _rowsRead;
    long _allocated;
    int _thread;
    long _timestamp;

    internal void Start()
    {
        _started = counters();
        _read = _started;
        _rowsRead = 0;
        _thread = Environment.CurrentManagedThreadId;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _timestamp = Stopwatch.GetTimestamp();
    }

    /// <summary>What was executed until here were reads, and they answered so many rows.</summary>
    internal void ReadsDone(long rows)
    {
        _read = counters();
        _rowsRead = rows;
    }

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
            _rowsRead,
            rowsWritten,
            writes.PagesWritten * (pageSize + WalFrameHeader),
            Environment.CurrentManagedThreadId == _thread ? allocated : null);
    }
}
