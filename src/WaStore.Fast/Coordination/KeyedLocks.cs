namespace WaStore.Fast.Coordination;

/// <summary>
/// One asynchronous lock per key, first come first served: for sessions, chats, group distributions (spec/caches.md 4.4).
/// </summary>
/// <remarks>
/// <para>Thread-safe. A free lock is taken synchronously and, once its key is known, without an allocation; who has to wait costs one object.
/// Locks are not reentrant: taking a key that one holds already waits for ever, as does taking keys one by one in different orders. Take
/// several at once with <see cref="LockManyAsync"/>, which sorts them.</para>
/// <para>A key in use is never dropped. Idle keys are kept, up to the capacity, and the one that is idle longest is reused first.</para>
/// </remarks>
/// <typeparam name="TKey">What is locked. Equal keys are one lock.</typeparam>
public sealed partial class KeyedLocks<TKey>
    where TKey : notnull
{
    readonly Lock _gate = new();
    readonly Dictionary<TKey, KeyedLock> _locks;
    readonly IComparer<TKey> _order;
    readonly int _capacity;
    readonly IdleList _idle = new();

    /// <summary>Makes a set of locks.</summary>
    /// <param name="capacity">How many keys are remembered while nobody uses them.</param>
    /// <param name="comparer">Which keys are equal; the type's own equality by default.</param>
    /// <param name="order">The order in which several keys are taken; the type's own order by default. It puts equal keys side by side.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public KeyedLocks(int capacity, IEqualityComparer<TKey>? comparer = null, IComparer<TKey>? order = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
        _locks = new Dictionary<TKey, KeyedLock>(comparer);
        _order = order ?? Comparer<TKey>.Default;
    }

    /// <summary>How many keys are known: those in use, and idle ones up to the capacity.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _locks.Count;
            }
        }
    }

    /// <summary>Takes the lock of a key; dispose the result to release it.</summary>
    /// <param name="key">What to lock.</param>
    /// <param name="cancellationToken">Stops waiting; a lock that was given already is not taken back.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing is held.</exception>
    public ValueTask<Releaser> LockAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Releaser>(cancellationToken);
        }

        Waiter waiter;
        lock (_gate)
        {
            var entry = Find(key);
            if (!entry.IsHeld)
            {
                return new ValueTask<Releaser>(Hold(entry));
            }

            waiter = new Waiter(this, entry);
            entry.Waiters.AddLast(waiter);
        }

        // Outside the gate: a token that is cancelled by now calls back at once.
        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>Takes the lock of a key if nobody holds it.</summary>
    /// <returns>False when somebody does; there is nothing to release then.</returns>
    public bool TryLock(TKey key, out Releaser releaser)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            var entry = Find(key);
            releaser = entry.IsHeld ? default : Hold(entry);
            return releaser.IsHeld;
        }
    }

    KeyedLock Find(TKey key)
    {
        if (_locks.TryGetValue(key, out var entry))
        {
            return entry;
        }

        entry = _locks.Count >= _capacity && _idle.TakeOldest() is { } reused ? Rename(reused, key) : new KeyedLock { Key = key };
        _locks.Add(key, entry);
        return entry;
    }

    KeyedLock Rename(KeyedLock idle, TKey key)
    {
        _ = _locks.Remove(idle.Key);
        idle.Key = key;
        return idle;
    }

    Releaser Hold(KeyedLock entry)
    {
        _idle.Remove(entry);
        entry.IsHeld = true;
        return new Releaser(this, entry, ++entry.Turn);
    }

    void Release(KeyedLock entry, long turn)
    {
        Waiter? next;
        lock (_gate)
        {
            if (!entry.IsHeld || entry.Turn != turn)
            {
                // Released before, by this turn's own holder.
                return;
            }

            next = entry.Waiters.TakeFirst();
            if (next is not null)
            {
                next.Grant(++entry.Turn);
            }
            else
            {
                entry.IsHeld = false;
                Retire(entry);
            }
        }

        next?.Complete();
    }

    void Retire(KeyedLock entry)
    {
        if (_locks.Count > _capacity)
        {
            _ = _locks.Remove(entry.Key);
        }
        else
        {
            _idle.Add(entry);
        }
    }
}
