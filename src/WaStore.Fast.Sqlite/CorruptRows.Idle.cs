using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite;

sealed partial class CorruptRows : IAsyncDisposable
{
    // Long enough that the write which follows most reads does it on the way; short enough that a bot which only reads has its copy soon.
    static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(250);

    readonly ITimer _idle;
    SqliteDatabase? _database;
    Task _flush = Task.CompletedTask;

    /// <summary>Has the queue emptied through the database, a moment after a row came and nobody wrote.</summary>
    internal void Attach(SqliteDatabase database) => _database = database;

    /// <summary>Ends the background work and waits for it. What is queued is the closing lane's to do.</summary>
    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync().ConfigureAwait(false);
        Task flush;
        lock (_lock)
        {
            flush = _flush;
        }

        await flush.ConfigureAwait(false);
    }

    void WakeWhenIdle() => _ = _idle.Change(s_idle, Timeout.InfiniteTimeSpan);

    void Tick()
    {
        lock (_lock)
        {
            if (IsPending && _flush.IsCompleted && _database is { } database)
            {
                _flush = Task.Run(() => FlushAsync(database));
            }
        }
    }

    // An empty write: the lane does the pending work before it. On failure the queue stays, for the next write or the next row.
    async Task FlushAsync(SqliteDatabase database)
    {
        try
        {
            _ = await database.WriteAsync("set corrupt rows aside", 0, static (_, _) => 0).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotYet(_logger, exception);
        }
    }

    [LoggerMessage(EventId = 4, EventName = "QuarantineLate", Level = LogLevel.Information, Message = "Corrupt rows could not be set aside yet; the next write does it")]
    static partial void LogNotYet(ILogger logger, Exception exception);
}
