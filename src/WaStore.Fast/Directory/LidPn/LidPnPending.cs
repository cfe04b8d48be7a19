namespace WaStore.Fast.Directories;

/// <summary>
/// The pairs that were learnt and are not settled: not in the store yet, or the phone number's registry row and sessions did not move to the LID yet. They are
/// served from here when the cache does not hold them any more.
/// </summary>
/// <remarks>Thread-safe.</remarks>
sealed class LidPnPending
{
    readonly Lock _gate = new();
    readonly Dictionary<string, PendingPair> _byLid = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _byPhone = new(StringComparer.Ordinal);
    volatile int _count;

    internal int Count => _count;

    internal LidPnEntry? Find(in LidPnKey key)
    {
        if (_count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            var lid = key.IsLid ? key.User : _byPhone.GetValueOrDefault(key.User);
            return lid is not null && _byLid.TryGetValue(lid, out var pair) ? pair.Entry : null;
        }
    }

    internal PendingPair? Of(string lid)
    {
        if (_count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            return _byLid.GetValueOrDefault(lid);
        }
    }

    internal void Add(PendingPair pair)
    {
        lock (_gate)
        {
            Remove(pair.Entry.Lid);
            _byLid[pair.Entry.Lid] = pair;
            if (pair.Leads)
            {
                _byPhone[pair.Entry.PhoneNumber] = pair.Entry.Lid;
            }

            _count = _byLid.Count;
        }
    }

    /// <summary>The pair is in the store, unless it was learnt anew meanwhile.</summary>
    internal void Persisted(PendingPair pair)
    {
        lock (_gate)
        {
            if (_byLid.GetValueOrDefault(pair.Entry.Lid) != pair)
            {
                return;
            }

            if (pair.NeedsMigration)
            {
                _byLid[pair.Entry.Lid] = pair with { IsPersisted = true };
            }
            else
            {
                Remove(pair.Entry.Lid);
                _count = _byLid.Count;
            }
        }
    }

    /// <summary>The pair is in the store and the phone number's state moved.</summary>
    internal void Settled(PendingPair pair)
    {
        lock (_gate)
        {
            if (_byLid.GetValueOrDefault(pair.Entry.Lid) == pair)
            {
                Remove(pair.Entry.Lid);
                _count = _byLid.Count;
            }
        }
    }

    internal IReadOnlyList<PendingPair> All(bool isPersisted)
    {
        lock (_gate)
        {
            return [.. _byLid.Values.Where(pair => pair.IsPersisted == isPersisted)];
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _byLid.Clear();
            _byPhone.Clear();
            _count = 0;
        }
    }

    void Remove(string lid)
    {
        if (_byLid.Remove(lid, out var pair) && _byPhone.GetValueOrDefault(pair.Entry.PhoneNumber) == lid)
        {
            _ = _byPhone.Remove(pair.Entry.PhoneNumber);
        }
    }
}

/// <summary>A pair on its way.</summary>
/// <param name="Entry">The pair.</param>
/// <param name="Leads">Whether the phone number leads to this LID.</param>
/// <param name="UpdatedAt">What the store is told about when it was learnt.</param>
/// <param name="NeedsMigration">Whether the phone number's registry row and sessions have to move.</param>
/// <param name="IsPersisted">Whether it is in the store.</param>
sealed record PendingPair(LidPnEntry Entry, bool Leads, long UpdatedAt, bool NeedsMigration, bool IsPersisted);
