namespace WaStore.Fast.Signal;

/// <summary>The callers who share one flush. Those without riders share one task; each batch of riders has its own.</summary>
sealed class FlushRound
{
    readonly TaskCompletionSource _plain = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal List<RiderTicket> Tickets { get; } = [];

    /// <summary>What rides along and did not become durable, through no fault of its own.</summary>
    internal List<RiderTicket> Left { get; } = [];

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

    /// <summary>The store failed all of them. What rides along stays for the next round; the others are told.</summary>
    internal void Failed(Exception exception)
    {
        PlainFailed(exception);
        foreach (var ticket in Tickets)
        {
            FailedByStore(ticket, exception);
        }
    }

    /// <summary>The same for one of them.</summary>
    internal void FailedByStore(RiderTicket ticket, Exception exception)
    {
        if (ticket.RidesAlong)
        {
            Left.Add(ticket);
        }
        else
        {
            ticket.Failed(exception);
        }
    }

    internal void PlainSucceeded() => _plain.SetResult();

    internal void PlainFailed(Exception exception) => _plain.Fail(exception);
}
