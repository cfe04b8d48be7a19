namespace WaStore.Fast.Coordination;

/// <summary>Flushes a short while after something became pending, so that a burst costs one commit. Backs off while the store fails; never gives up.</summary>
/// <param name="time">The clock.</param>
/// <param name="window">How long what is pending waits.</param>
/// <param name="longestBackOff">The longest time between two attempts.</param>
/// <param name="flush">Flushes; throws when that failed.</param>
/// <param name="isAnyPending">Whether there is anything to flush.</param>
sealed class FlushWorker(TimeProvider time, TimeSpan window, TimeSpan longestBackOff, Func<Task> flush, Func<bool> isAnyPending) : IAsyncDisposable
{
    readonly Lock _gate = new();
    ITimer? _timer;
    TimeSpan? _backOff;
    Task _run = Task.CompletedTask;
    int _isArmed;
    bool _isDisposed;

    TimeSpan Delay => _backOff ?? window;

    /// <summary>Sees to it that a flush happens within the window. One word to read while one is under way already.</summary>
    internal void Request()
    {
        if (Volatile.Read(ref _isArmed) == 0 && Interlocked.Exchange(ref _isArmed, 1) == 0)
        {
            Arm();
        }
    }

    /// <summary>Lets a run that goes on end, and starts no other. What is pending stays so.</summary>
    public async ValueTask DisposeAsync()
    {
        ITimer? timer;
        lock (_gate)
        {
            _isDisposed = true;
            timer = _timer;
        }

        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        await _run.ConfigureAwait(false);
    }

    void Arm()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _timer ??= CreateTimer();
            _ = _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    // The first writer's context is not the worker's.
    ITimer CreateTimer()
    {
        if (!ExecutionContext.IsFlowSuppressed())
        {
            using (ExecutionContext.SuppressFlow())
            {
                return CreateTimer();
            }
        }

        return time.CreateTimer(static worker => ((FlushWorker)worker!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    void Tick()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _run = done.Task;
        }

        _ = RunAsync(done);
    }

    async Task RunAsync(TaskCompletionSource done)
    {
        if (await FlushAsync().ConfigureAwait(false))
        {
            _backOff = null;
            _ = Interlocked.Exchange(ref _isArmed, 0);
            // What came while the flush ran saw the worker armed and did not ask.
            if (isAnyPending())
            {
                Request();
            }
        }
        else
        {
            var delay = Delay;
            _backOff = delay < longestBackOff / 2 ? delay * 2 : longestBackOff;
            Arm();
        }

        done.SetResult();
    }

    async Task<bool> FlushAsync()
    {
        try
        {
            await flush().ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // Whoever runs the flush keeps its failure for the health report; here it only means to try again.
            return false;
        }
    }
}
