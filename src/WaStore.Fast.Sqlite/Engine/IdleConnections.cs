using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Has connections that nobody uses give back what they hold (performance.md, idle account): readers and the spare connection of snapshots close; the writer must stay open, since
/// owner, WAL and data version hang on it, but drops its statements and pages. A timer, not a thread: it looks while there is something to give back, and sleeps until a
/// statement is prepared, so that no warm path pays for it.
/// </summary>
sealed partial class IdleConnections : IAsyncDisposable
{
    readonly WriterLane _lane;
    readonly ReaderPool? _readers;
    readonly SnapshotPool? _snapshots;
    readonly SqliteOptions _options;
    readonly ITimer _timer;
    int _armed;

    internal IdleConnections(WriterLane lane, ReaderPool? readers, SnapshotPool? snapshots, SqliteOptions options)
    {
        _lane = lane;
        _readers = readers;
        _snapshots = snapshots;
        _options = options;
        _timer = options.TimeProvider.CreateTimer(static state => ((IdleConnections)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is something to give back again. From any thread.</summary>
    internal void Wake()
    {
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _ = _timer.Change(_options.ConnectionIdle, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the background work, and waits for a look that is running.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    void Look()
    {
        // Before looking: what is prepared from here on is perhaps not seen.
        Volatile.Write(ref _armed, 0);
        try
        {
            bool holding = _lane.Rest();
            holding |= _readers?.Rest() == true;
            holding |= _snapshots?.Rest() == true;
            if (holding)
            {
                Wake();
            }
        }
        catch (Exception exception)
        {
            // Nobody stands above a timer's callback. What is held stays held until the next look.
            LogFailed(_options.Logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Idle connections could not give their memory back.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
