namespace WaStore.Fast.Tests;

/// <summary>A clock that goes when it is told to, with its timers. Its monotonic timestamp counts ticks of 100 ns.</summary>
sealed class ManualTime : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<ManualTimer> _timers = [];
    TimeSpan _now;
    TimeSpan _wallClockOffset;
    int _timestampsRead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return DateTimeOffset.UnixEpoch + _now + _wallClockOffset;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How often the timestamp was read.</summary>
    public int TimestampsRead => Volatile.Read(ref _timestampsRead);

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            _timestampsRead++;
            return _now.Ticks;
        }
    }

    /// <summary>Somebody sets the wall clock: the timestamp does not follow.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _wallClockOffset += by;
        }
    }

    /// <summary>When the next timer is due from now, null when none is.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Where(timer => timer.Due is not null).Select(timer => timer.Due - _now).Min();
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        _ = timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            due.ForEach(timer => timer.Due = null);
        }

        due.ForEach(timer => timer.Fire());
    }

    sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                return true;
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._gate)
            {
                _ = time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
