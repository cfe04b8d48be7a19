using System.Collections.Concurrent;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A clock on which every wait of a call is over at once: it moves by the wait's length and notes it. Idle connections wait for ever.</summary>
sealed class SkippingTime : TimeProvider
{
    static readonly TimeSpan s_idle = new SqliteOptions().ConnectionIdle;

    long _ticks;

    internal ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippedTimer(this, callback, state);
        _ = timer.Change(dueTime, period);
        return timer;
    }

    sealed class SkippedTimer(SkippingTime time, TimerCallback callback, object? state) : ITimer
    {
        bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed || dueTime == Timeout.InfiniteTimeSpan || dueTime == s_idle)
            {
                return !_disposed;
            }

            time.Waits.Enqueue(dueTime);
            _ = Interlocked.Add(ref time._ticks, dueTime.Ticks);
            return ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
