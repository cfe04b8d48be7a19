namespace WaStore.Fast.Signal;

/// <summary>A read of the store that others wait for. The task is only made when somebody does.</summary>
sealed class PendingRead
{
    readonly Lock _gate = new();
    TaskCompletionSource<Exception?>? _followers;
    Exception? _failure;
    bool _isDone;

    /// <summary>Ends with the read: null to look again, or what it failed with. Never faults, so that nobody has to observe it.</summary>
    internal Task<Exception?> Completion
    {
        get
        {
            lock (_gate)
            {
                return _isDone
                    ? Task.FromResult(_failure)
                    : (_followers ??= new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>The read is over; the first call counts. A cancelled one concerns only its own caller: the others look again, and one of them reads.</summary>
    internal void Complete(Exception? failure)
    {
        lock (_gate)
        {
            if (_isDone)
            {
                return;
            }

            _failure = failure is OperationCanceledException ? null : failure;
            _isDone = true;
        }

        // Nobody joins once it is done.
        _followers?.SetResult(_failure);
    }
}
