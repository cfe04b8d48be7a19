namespace WaStore.Fast.Signal;

/// <summary>
/// One-time pre-keys that were used up, until the session they were used for is durable. Were one deleted earlier, a crash would leave a message that
/// nobody can decrypt (spec/caches.md 1.7).
/// </summary>
/// <remarks>While the session is checked out, a pre-key belongs to that owner: it counts once the owner commits, and is given back if he does not.</remarks>
sealed class ConsumedPreKeys
{
    readonly Lock _gate = new();
    readonly Dictionary<uint, Use> _uses = [];
    bool _isNews;
    bool _isAny;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _uses.Count;
            }
        }
    }

    /// <summary>Whether any came, or got its session, since the last flush looked.</summary>
    internal bool IsNews => Volatile.Read(ref _isNews);

    /// <summary>Whether a flush has anything to look at. Asked by each, and mostly there is nothing: no lock.</summary>
    internal bool IsAny => IsNews || Volatile.Read(ref _isAny);

    internal void Add(uint id, SignalKey session, long owner)
    {
        lock (_gate)
        {
            _uses[id] = new Use(id, session, owner);
            _isNews = true;
            _isAny = true;
        }
    }

    /// <summary>The owner's session is in the cache: its pre-keys wait for a flush of it.</summary>
    internal void Committed(SignalKey session, long owner)
    {
        lock (_gate)
        {
            foreach (var use in _uses.Values)
            {
                if (use.Owner == owner && use.Session.Equals(session))
                {
                    use.Owner = 0;
                    _isNews = true;
                }
            }
        }
    }

    /// <summary>The owner's session will never be: its pre-keys are as good as before.</summary>
    internal void Cancelled(SignalKey session, long owner)
    {
        lock (_gate)
        {
            foreach (var (id, use) in _uses)
            {
                if (use.Owner == owner && use.Session.Equals(session))
                {
                    _ = _uses.Remove(id);
                }
            }

            _isAny = _uses.Count > 0;
        }
    }

    /// <summary>Those that wait for no owner.</summary>
    internal void CopyTo(List<Use> into)
    {
        lock (_gate)
        {
            _isNews = false;
            foreach (var use in _uses.Values)
            {
                if (use.Owner == 0)
                {
                    into.Add(use);
                }
            }
        }
    }

    /// <summary>The flush that looked came to nothing.</summary>
    internal void LookAgain() => Volatile.Write(ref _isNews, true);

    /// <summary>They are gone from the store.</summary>
    internal void Removed(List<Use> removed)
    {
        lock (_gate)
        {
            foreach (var use in removed)
            {
                if (_uses.TryGetValue(use.Id, out var current) && ReferenceEquals(current, use))
                {
                    _ = _uses.Remove(use.Id);
                }
            }

            _isAny = _uses.Count > 0;
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _uses.Clear();
            _isNews = false;
            _isAny = false;
        }
    }

    internal sealed class Use(uint id, SignalKey session, long owner)
    {
        internal uint Id { get; } = id;

        internal SignalKey Session { get; } = session;

        internal long Owner { get; set; } = owner;
    }
}
