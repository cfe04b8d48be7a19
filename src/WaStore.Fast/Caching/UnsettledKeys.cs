namespace WaStore.Fast.Caching;

/// <summary>
/// The keys whose change a store failed to take, so that it may still answer with an older value: they are misses until the store has deleted them.
/// </summary>
/// <remarks>Thread-safe. Bounded: too many keys become all keys, which only a clear settles.</remarks>
sealed class UnsettledKeys
{
    readonly Lock _gate = new();
    readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    long _clearsOwed;
    long _clearsDone;
    volatile bool _isAny;

    /// <summary>Whether there is anything to settle. Read without a lock: almost always false.</summary>
    internal bool IsAny => _isAny;

    internal bool Covers(string key)
    {
        if (!_isAny)
        {
            return false;
        }

        lock (_gate)
        {
            return _clearsOwed != _clearsDone || _keys.Contains(key);
        }
    }

    internal void Add(string key)
    {
        lock (_gate)
        {
            if (_keys.Count < TypedCache.MaxUnsettledKeys)
            {
                _ = _keys.Add(key);
            }
            else if (!_keys.Contains(key))
            {
                _clearsOwed++;
            }

            _isAny = true;
        }
    }

    internal void Remove(string key)
    {
        if (!_isAny)
        {
            return;
        }

        lock (_gate)
        {
            _ = _keys.Remove(key);
            _isAny = _clearsOwed != _clearsDone || _keys.Count > 0;
        }
    }

    /// <summary>Every key, until a clear that begins after this call is done.</summary>
    internal void AddAll()
    {
        lock (_gate)
        {
            _clearsOwed++;
            _isAny = true;
        }
    }

    /// <summary>The clear that is owed; null when none is.</summary>
    internal long? OwedClear
    {
        get
        {
            lock (_gate)
            {
                return _clearsOwed == _clearsDone ? null : _clearsOwed;
            }
        }
    }

    /// <summary>The store was cleared, while no key was being changed.</summary>
    /// <param name="owed">What <see cref="OwedClear"/> said before: a clear that was asked for since is still owed.</param>
    internal void Cleared(long owed)
    {
        lock (_gate)
        {
            _clearsDone = Math.Max(_clearsDone, owed);
            _keys.Clear();
            _isAny = _clearsOwed != _clearsDone;
        }
    }

    internal string[] Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _keys];
            }
        }
    }
}
