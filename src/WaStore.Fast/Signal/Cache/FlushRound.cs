using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The callers who share one flush. Those without riders share one task; each batch of riders has its own.</summary>
sealed class FlushRound
{
    readonly TaskCompletionSource _plain = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal List<RiderTicket> Tickets { get; } = [];

    /// <summary>Whether anybody waits for the flush itself.</summary>
    internal bool HasPlainCallers { get; private set; }

    internal Task JoinPlain()
    {
        HasPlainCallers = true;
        return _plain.Task;
    }

    internal void Succeeded()
    {
        PlainSucceeded();
        foreach (var ticket in Tickets)
        {
            ticket.Succeeded();
        }
    }

    internal void Failed(Exception exception)
    {
        PlainFailed(exception);
        foreach (var ticket in Tickets)
        {
            ticket.Failed(exception);
        }
    }

    internal void PlainSucceeded() => _plain.SetResult();

    internal void PlainFailed(Exception exception) => Fail(_plain, exception);

    // Looked at, so that a failure that every caller walked away from is no unobserved exception: health shows it.
    static void Fail(TaskCompletionSource source, Exception exception)
    {
        source.SetException(exception);
        _ = source.Task.Exception;
    }

    /// <summary>One caller's riders in a round.</summary>
    internal sealed class RiderTicket(StoreBatch riders)
    {
        readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal StoreBatch Riders { get; } = riders;

        internal Task Task => _done.Task;

        internal void Succeeded() => _done.SetResult();

        internal void Failed(Exception exception) => Fail(_done, exception);

        internal void Withdrawn(CancellationToken cancellationToken) => _done.SetCanceled(cancellationToken);
    }
}
