namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>The system's clock, but timers only run when they are told to, on the thread that tells them.</summary>
sealed class HandFiredTimers : TimeProvider
{
    readonly List<HandFiredTimer> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandFiredTimer(callback, state) { IsArmed = dueTime != Timeout.InfiniteTimeSpan };
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Runs every armed timer once.</summary>
    public void Fire()
    {
        foreach (HandFiredTimer timer in _timers)
        {
            timer.Fire();
        }
    }

    sealed class HandFiredTimer(TimerCallback callback, object? state) : ITimer
    {
        public bool IsArmed { get; set; }

        public void Fire()
        {
            if (IsArmed)
            {
                IsArmed = false;
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            IsArmed = dueTime != Timeout.InfiniteTimeSpan;
            return true;
        }

        public void Dispose() => IsArmed = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
