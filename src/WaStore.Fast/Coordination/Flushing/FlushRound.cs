using WaStore.Fast.Stores;

namespace WaStore.Fast.Coordination;

/// <summary>The callers who share one flush. Those without riders share one task, and so do those who ask for the same riders; each batch of riders has its own.</summary>
sealed class FlushRound
{
    TaskCompletionSource? _plain;
    Exception? _failure;
    List<(IFlushRiders Riders, TaskCompletionSource Done)>? _boarded;

    internal List<RiderTicket> Tickets { get; } = [];

    /// <summary>Whether anybody waits for the flush itself.</summary>
    internal bool HasPlainCallers { get; private set; }

    internal Task JoinPlain()
    {
        HasPlainCallers = true;
        _plain ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _plain.Task;
    }

    /// <summary>One caller has the round to himself, and needs no task for it.</summary>
    internal void JoinAlone() => HasPlainCallers = true;

    /// <summary>Why his flush failed; null if it did not. After the round, which he may then have again.</summary>
    internal Exception? LeaveAlone()
    {
        var failure = _failure;
        _failure = null;
        return failure;
    }

    internal Task Join(IFlushRiders riders)
    {
        _boarded ??= [];
        var index = _boarded.FindIndex(one => ReferenceEquals(one.Riders, riders));
        if (index < 0)
        {
            index = _boarded.Count;
            _boarded.Add((riders, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        return _boarded[index].Done.Task;
    }

    /// <summary>Whether anybody waits for these riders.</summary>
    internal bool WaitsFor(IFlushRiders riders) => _boarded?.Exists(one => ReferenceEquals(one.Riders, riders)) ?? false;

    internal void Succeeded()
    {
        PlainSucceeded();
        Tickets.ForEach(static ticket => ticket.Succeeded());
        _boarded?.ForEach(static one => _ = one.Done.TrySetResult());
    }

    /// <summary>The store failed all of them.</summary>
    internal void Failed(Exception exception)
    {
        PlainFailed(exception);
        Tickets.ForEach(ticket => ticket.Failed(exception));
        _boarded?.ForEach(one => one.Done.Fail(exception));
    }

    internal void PlainSucceeded() => _plain?.SetResult();

    internal void PlainFailed(Exception exception)
    {
        _failure = exception;
        _plain?.Fail(exception);
    }

    /// <summary>Tells those who wait for these riders, if anybody does.</summary>
    internal void Ended(IFlushRiders riders, Exception? failure)
    {
        if (_boarded?.Find(one => ReferenceEquals(one.Riders, riders)).Done is not { } done)
        {
            return;
        }

        if (failure is null)
        {
            done.SetResult();
        }
        else
        {
            done.Fail(failure);
        }
    }

    /// <summary>Tells the rest: their riders left, or had nothing to bring.</summary>
    internal void EndRest() => _boarded?.ForEach(static one => _ = one.Done.TrySetResult());
}
