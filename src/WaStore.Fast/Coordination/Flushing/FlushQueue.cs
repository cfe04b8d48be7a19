using WaStore.Fast.Stores;

namespace WaStore.Fast.Coordination;

/// <summary>Lets callers who ask for a flush while one runs share the next one.</summary>
/// <remarks>
/// The first caller flushes on its own thread, since a commit costs less than a hop to another; rounds that gather meanwhile go on elsewhere. A caller
/// that stops waiting stops nothing.
/// </remarks>
/// <param name="run">Flushes for a round and completes it; never throws.</param>
sealed class FlushQueue(Func<FlushRound, Task> run)
{
    readonly Lock _gate = new();
    FlushRound? _next;
    bool _isRunning;

    // For who finds nobody there, again and again: a flush of one record comes after a pause, and every object made then is a miss of the cache.
    FlushRound? _spare;

    /// <summary>Completes with a flush that captures after this call.</summary>
    internal ValueTask JoinAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        FlushRound mine;
        lock (_gate)
        {
            if (_isRunning)
            {
                return new ValueTask((_next ??= new FlushRound()).JoinPlain().WaitAsync(cancellationToken));
            }

            _isRunning = true;
            mine = _spare ?? new FlushRound();
            _spare = null;
        }

        return RunAlone(mine, cancellationToken);
    }

    /// <summary>The same with riders. They are borrowed: a cancellation withdraws them while the round gathers, and waits for the flush after that.</summary>
    internal async Task JoinAsync(StoreBatch riders, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new RiderTicket(riders);
        FlushRound round;
        FlushRound? mine;
        lock (_gate)
        {
            round = _next ??= new FlushRound();
            round.Tickets.Add(ticket);
            mine = TakeFirst();
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (queue, round, ticket) = ((FlushQueue, FlushRound, RiderTicket))state!;
                queue.Withdraw(round, ticket, token);
            },
            (this, round, ticket)).ConfigureAwait(false);
        Run(mine);
        await ticket.Task.ConfigureAwait(false);
    }

    /// <summary>Completes with a flush that captures after this call and takes <paramref name="riders"/> along.</summary>
    internal Task JoinAsync(IFlushRiders riders, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Task task;
        FlushRound? mine;
        lock (_gate)
        {
            task = (_next ??= new FlushRound()).Join(riders);
            mine = TakeFirst();
        }

        Run(mine);
        return task.WaitAsync(cancellationToken);
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

    ValueTask RunAlone(FlushRound mine, CancellationToken cancellationToken)
    {
        mine.JoinAlone();
        var running = run(mine);
        if (!running.IsCompletedSuccessfully)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = GoOnAfterAsync(running, mine, done);
            return new ValueTask(done.Task.WaitAsync(cancellationToken));
        }

        var failure = mine.LeaveAlone();
        if (IsMore(spare: mine))
        {
            _ = GoOnAsync();
        }

        return failure is null ? default : ValueTask.FromException(failure);
    }

    async Task GoOnAfterAsync(Task running, FlushRound mine, TaskCompletionSource done)
    {
        await running.ConfigureAwait(false);
        if (mine.LeaveAlone() is { } failure)
        {
            done.Fail(failure);
        }
        else
        {
            done.SetResult();
        }

        await GoOnAfterAsync(running).ConfigureAwait(false);
    }

    // Almost always the flush has completed when it returns, and nobody came meanwhile: no state machine for that.
    void Run(FlushRound? round)
    {
        if (round is null)
        {
            return;
        }

        var running = run(round);
        if (!running.IsCompletedSuccessfully)
        {
            _ = GoOnAfterAsync(running);
        }
        else if (IsMore())
        {
            _ = GoOnAsync();
        }
    }

    async Task GoOnAfterAsync(Task running)
    {
        await running.ConfigureAwait(false);
        if (IsMore())
        {
            await GoOnAsync().ConfigureAwait(false);
        }
    }

    async Task GoOnAsync()
    {
        FlushRound round;
        do
        {
            // Whoever started this has what it waited for.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            round = TakeNext();
            await run(round).ConfigureAwait(false);
        }
        while (IsMore());
    }

    bool IsMore(FlushRound? spare = null)
    {
        lock (_gate)
        {
            _spare ??= spare;
            _isRunning = _next is not null;
            return _isRunning;
        }
    }

    FlushRound TakeNext()
    {
        lock (_gate)
        {
            return Take();
        }
    }

    FlushRound? TakeFirst()
    {
        if (_isRunning)
        {
            return null;
        }

        _isRunning = true;
        return Take();
    }

    FlushRound Take()
    {
        var round = _next!;
        _next = null;
        return round;
    }
}
