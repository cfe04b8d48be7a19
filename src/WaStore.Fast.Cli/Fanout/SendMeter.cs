using System.Diagnostics;
using WaStore.Fast.Signal;
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
    SignalStoreCache<SessionRecord, SenderKeyRecord>? _signal;
    SignalCacheHealth? _cache;
    long _hits;
    long _waits;
    long _allocated;
    int _thread;
    long _timestamp;

    /// <param name="signal">The cache through which the send goes.</param>
    internal void Start(SignalStoreCache<SessionRecord, SenderKeyRecord> signal)
    {
        _signal = signal;
        _cache = signal.Health;
        _hits = 0;
        _waits = 0;
        _started = counters();
        _read = _started;
        _thread = Environment.CurrentManagedThreadId;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _timestamp = Stopwatch.GetTimestamp();
    }

    /// <summary>What was executed until here were reads.</summary>
    internal void ReadsDone() => _read = counters();

    /// <summary>The cache had something to answer with.</summary>
    internal void Hit() => _hits++;

    /// <summary>Whether the send has to wait until a lease is durable.</summary>
    internal void Waited(bool needsFlush) => _waits += needsFlush ? 1 : 0;

    /// <param name="riderRows">Rows that were given to the store beside those of the cache.</param>
    internal SendCost Stop(long riderRows)
    {
        var elapsed = Stopwatch.GetElapsedTime(_timestamp);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - _allocated;
        var stopped = counters();
        var reads = _read - _started;
        var writes = stopped - _read;
        var cache = _signal!.Health;
        return new SendCost(
            elapsed,
            reads.Executions,
            writes.Executions,
            writes.Transactions,
            reads.Rows,
            cache.FlushedRows - _cache!.FlushedRows + riderRows,
            writes.PagesWritten * (pageSize + WalFrameHeader),
            Environment.CurrentManagedThreadId == _thread ? allocated : null,
            new CacheUse(_hits, Keys(cache) - Keys(_cache), cache.Flushes - _cache.Flushes, _waits));
    }

    // Nothing is evicted during a send: what is there and was not was asked for and missed.
    static long Keys(SignalCacheHealth cache) => Keys(cache.Sessions) + Keys(cache.Identities) + Keys(cache.SenderKeys);

    static long Keys(CachedKind kind) => kind.Clean + kind.Absent + kind.Pending;
}
