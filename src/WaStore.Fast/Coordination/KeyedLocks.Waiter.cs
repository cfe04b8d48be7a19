using System.Threading.Tasks.Sources;

namespace WaStore.Fast.Coordination;

public sealed partial class KeyedLocks<TKey>
{
    /// <summary>Somebody who waits for a key. The gate decides between grant and cancellation; the decision is announced outside of it.</summary>
    sealed class Waiter(KeyedLocks<TKey> owner, KeyedLock entry) : IValueTaskSource<Releaser>
    {
        // Continuations run elsewhere: whoever releases must not run the next holder's work on its own stack.
        ManualResetValueTaskSourceCore<Releaser> _source = new() { RunContinuationsAsynchronously = true };
        CancellationTokenRegistration _registration;
        long _turn;

        public Waiter? Previous { get; set; }

        public Waiter? Next { get; set; }

        public bool IsQueued { get; set; }

        public ValueTask<Releaser> WaitAsync(CancellationToken cancellationToken)
        {
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).Cancel(token), this);
            }

            return new ValueTask<Releaser>(this, _source.Version);
        }

        /// <summary>Under the gate: from here on the lock is this waiter's.</summary>
        public void Grant(long turn) => _turn = turn;

        public void Complete() => _source.SetResult(new Releaser(owner, entry, _turn));

        void Cancel(CancellationToken cancellationToken)
        {
            lock (owner._gate)
            {
                if (!entry.Waiters.Remove(this))
                {
                    // Granted a moment ago: the caller gets the lock, and releases it.
                    return;
                }
            }

            _source.SetException(new OperationCanceledException(cancellationToken));
        }

        public Releaser GetResult(short token)
        {
            _ = _registration.Unregister();
            return _source.GetResult(token);
        }

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>The queue of one key.</summary>
    sealed class WaiterList
    {
        Waiter? _first;
        Waiter? _last;

        public void AddLast(Waiter waiter)
        {
            waiter.IsQueued = true;
            waiter.Previous = _last;
            if (_last is null)
            {
                _first = waiter;
            }
            else
            {
                _last.Next = waiter;
            }

            _last = waiter;
        }

        public Waiter? TakeFirst()
        {
            var first = _first;
            if (first is not null)
            {
                _ = Remove(first);
            }

            return first;
        }

        /// <summary>False when the waiter is not queued any more.</summary>
        public bool Remove(Waiter waiter)
        {
            if (!waiter.IsQueued)
            {
                return false;
            }

            if (waiter.Previous is null)
            {
                _first = waiter.Next;
            }
            else
            {
                waiter.Previous.Next = waiter.Next;
            }

            if (waiter.Next is null)
            {
                _last = waiter.Previous;
            }
            else
            {
                waiter.Next.Previous = waiter.Previous;
            }

            waiter.Previous = null;
            waiter.Next = null;
            waiter.IsQueued = false;
            return true;
        }
    }
}
