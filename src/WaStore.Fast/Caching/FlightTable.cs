namespace WaStore.Fast.Caching;

/// <summary>The loads that run, at most one for a key (spec/caches.md 5, single flight).</summary>
/// <remarks>
/// A write, a removal or an invalidation detaches the key's load: those who wait for it still get its value, since they asked before, but it is not kept, and
/// whoever asks later starts a load of its own.
/// </remarks>
/// <param name="gate">The lock of the cache: everything here but <see cref="Leave"/> and the loads themselves happens under it.</param>
/// <param name="comparer">Which keys are equal.</param>
sealed class FlightTable<TKey, TValue>(Lock gate, IEqualityComparer<TKey>? comparer)
    where TKey : notnull
{
    readonly Dictionary<TKey, Flight<TKey, TValue>> _flights = new(comparer);

    internal int Count
    {
        get
        {
            lock (gate)
            {
                return _flights.Count;
            }
        }
    }

    /// <summary>Joins the load of a key; who joins waits.</summary>
    /// <param name="key">The key.</param>
    /// <param name="leads">Whether there was none: the caller has to run it.</param>
    internal Flight<TKey, TValue> Join(TKey key, out bool leads)
    {
        leads = !_flights.TryGetValue(key, out var flight);
        if (flight is null)
        {
            flight = new Flight<TKey, TValue>(this, key);
            _flights.Add(key, flight);
        }

        flight.Waiters++;
        return flight;
    }

    internal bool IsCurrent(Flight<TKey, TValue> flight) => _flights.TryGetValue(flight.Key, out var current) && ReferenceEquals(current, flight);

    internal bool Detach(TKey key) => _flights.Remove(key);

    internal void DetachAll() => _flights.Clear();

    /// <summary>Ends a load.</summary>
    /// <returns>Whether its value may be kept.</returns>
    internal bool Land(Flight<TKey, TValue> flight)
    {
        flight.HasLanded = true;
        return IsCurrent(flight) && Detach(flight.Key);
    }

    internal void Leave(Flight<TKey, TValue> flight)
    {
        lock (gate)
        {
            if (--flight.Waiters > 0 || flight.HasLanded)
            {
                return;
            }

            // Nobody may join a load that is being cancelled.
            _ = Land(flight);
            flight.Abandon();
        }
    }
}
