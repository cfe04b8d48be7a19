namespace WaStore.Fast.Coordination;

/// <summary>
/// A first-come, first-served asynchronous gate. Entering a free gate is one interlocked operation and allocates nothing; a permit that comes free goes to the
/// longest waiter directly, so nobody overtakes the queue.
/// </summary>
/// <param name="permits">How many may be inside at once.</param>
/// <param name="owner">What is closed when the gate is, for those who are turned away.</param>
sealed class FairGate(int permits, Type owner)
{
    readonly Lock _lock = new();
    readonly LinkedList<Waiter> _waiters = new();

    // Above zero only while nobody waits: a permit is freed, and a waiter queued, under the lock.
    int _free = permits;
    bool _closed;

    internal bool HasWaiters
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count > 0;
            }
        }
    }

    internal bool TryEnter()
    {
        var free = Volatile.Read(ref _free);
        while (free > 0)
        {
            var seen = Interlocked.CompareExchange(ref _free, free - 1, free);
            if (seen == free)
            {
                return true;
            }

            free = seen;
        }

        return false;
    }

    /// <summary>Enters, at once or after those who came before.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the place in the queue is given up at once.</exception>
    /// <exception cref="ObjectDisposedException">The gate has been closed.</exception>
    internal ValueTask EnterAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : TryEnter() ? default
        : WaitAsync(cancellationToken);

    internal void Exit()
    {
        Waiter? next;
        lock (_lock)
        {
            next = _waiters.First?.Value;
            if (next is null)
            {
                if (!_closed)
                {
                    _ = Interlocked.Increment(ref _free);
                }

                return;
            }

            _waiters.RemoveFirst();
        }

        next.SetResult();
    }

    /// <summary>Turns away those who wait and those who come later. Permits that are out may still be given back.</summary>
    internal void Close()
    {
        Waiter[] waiters;
        lock (_lock)
        {
            _closed = true;
            _ = Interlocked.Exchange(ref _free, 0);
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (var waiter in waiters)
        {
            waiter.SetException(Closed());
        }
    }

    async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            // Somebody may have left since.
            if (TryEnter())
            {
                return;
            }

            waiter = new Waiter(this);
            _waiters.AddLast(waiter.Node);
        }

        using (cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Leave(token), waiter))
        {
            await waiter.Task.ConfigureAwait(false);
        }
    }

    ObjectDisposedException Closed() => new(owner.FullName);

    sealed class Waiter : TaskCompletionSource
    {
        readonly FairGate _gate;

        internal Waiter(FairGate gate)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            _gate = gate;
            Node = new LinkedListNode<Waiter>(this);
        }

        internal LinkedListNode<Waiter> Node { get; }

        internal void Leave(CancellationToken cancellationToken)
        {
            lock (_gate._lock)
            {
                if (Node.List is null)
                {
                    // The permit is on its way: whoever gets it gives it back.
                    return;
                }

                Node.List.Remove(Node);
            }

            _ = TrySetCanceled(cancellationToken);
        }
    }
}
