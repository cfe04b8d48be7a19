using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Lets callers who ask for a flush while one runs share the next one.</summary>
/// <remarks>
/// The first caller flushes on its own thread, since a commit costs less than a hop to another; rounds that gather meanwhile go on elsewhere. A caller
/// that stops waiting stops nothing.
/// </remarks>
/// <param name="run">Flushes for a round and completes it; never throws.</param>
sealed class FlushQueue(Func<FlushRound, Task> run)
{
    readonly Lock _gate = new();
    readonly List<RiderTicket> _along = [];
    FlushRound? _next;
    bool _isRunning;

    /// <summary>Completes with a flush that captures after this call.</summary>
    internal Task JoinAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Task task;
        bool first;
        lock (_gate)
        {
            task = (_next ??= new FlushRound()).JoinPlain();
            first = StartsRunning();
        }

        Start(first);
        return task.WaitAsync(cancellationToken);
    }

    /// <summary>The same with riders. They are borrowed: a cancellation withdraws them while the round gathers, and waits for the flush after that.</summary>
    internal async Task JoinAsync(StoreBatch riders, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RiderTicket ticket = new RiderTicket.OfBatch(riders);
        FlushRound round;
        bool first;
        lock (_gate)
        {
            round = _next ??= new FlushRound();
            round.Tickets.Add(ticket);
            first = StartsRunning();
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (queue, round, ticket) = ((FlushQueue, FlushRound, RiderTicket))state!;
                queue.Withdraw(round, ticket, token);
            },
            (this, round, ticket)).ConfigureAwait(false);
        Start(first);
        await ticket.Task.ConfigureAwait(false);
    }

    /// <summary>Whether something rides along with the next flush.</summary>
    internal bool HasRiders
    {
        get
        {
            lock (_gate)
            {
                return _along.Count > 0;
            }
        }
    }

    /// <summary>Completes with the first flush that makes <paramref name="change"/> durable; starts none.</summary>
    internal Task RideAlong(Func<IUnitOfWork, CancellationToken, ValueTask> change, CacheLife life)
    {
        var ticket = new RiderTicket.OfChange(change);
        lock (_gate)
        {
            // In here, so that the last flush of a close, which asks for riders in here too, sees whoever came before it.
            life.ThrowIfClosed();
            _along.Add(ticket);
        }

        return ticket.Task;
    }

    void Withdraw(FlushRound round, RiderTicket ticket, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_next, round) || !round.Tickets.Remove(ticket))
            {
                return;
            }
        }

        ticket.Withdrawn(cancellationToken);
    }

    bool StartsRunning()
    {
        var starts = !_isRunning;
        _isRunning = true;
        return starts;
    }

    void Start(bool first)
    {
        if (first)
        {
            _ = RunAsync();
        }
    }

    async Task RunAsync()
    {
        while (Next() is { } round)
        {
            await run(round).ConfigureAwait(false);
            if (HasNext(round))
            {
                // Whoever started this has what it waited for.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }
        }
    }

    bool HasNext(FlushRound last)
    {
        lock (_gate)
        {
            // Before those that came meanwhile: riders keep their order.
            _along.InsertRange(0, last.Left);
            return _next is not null;
        }
    }

    FlushRound? Next()
    {
        lock (_gate)
        {
            var round = _next;
            _next = null;
            _isRunning = round is not null;
            if (round is not null)
            {
                round.Tickets.InsertRange(0, _along);
                _along.Clear();
            }

            return round;
        }
    }
}
