namespace WaStore.Fast.Signal;

/// <summary>Lets writers wait while too many bytes are not in the store yet: it is down, and nothing pending is ever dropped.</summary>
sealed class WriterBrake(PendingGauge pending, long limit)
{
    readonly Lock _gate = new();
    TaskCompletionSource? _relief;

    /// <summary>Whether a writer has to wait now.</summary>
    internal bool IsOn => pending.Bytes > limit;

    /// <summary>Waits until a flush made room.</summary>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task relief;
            lock (_gate)
            {
                relief = (_relief ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            // After the relief was taken: one that comes between the two is not missed.
            if (!IsOn)
            {
                return;
            }

            await relief.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Something became durable, or was dropped.</summary>
    internal void Release()
    {
        TaskCompletionSource? relief;
        lock (_gate)
        {
            relief = _relief;
            _relief = null;
        }

        relief?.SetResult();
    }
}
