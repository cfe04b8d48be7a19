namespace WaStore.Fast.Caching;

public sealed partial class PortableCache<TKey, TValue>
{
    /// <summary>How many loads run that may still be kept.</summary>
    internal int LoadCount => _flights.Count;

    /// <summary>Reads a value, or loads and keeps it. Those who ask for one key at the same time share one load.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">Given to <paramref name="load"/>, so that it needs no closure.</param>
    /// <param name="load">
    /// Loads the value, or answers null when there is none, which is not kept. It is called without a lock; it must not ask the cache for the same key. Its
    /// token is cancelled when all who wait for it have left. If it throws, all who wait get the exception, and nothing is kept.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the load goes on as long as others wait for it.</param>
    /// <returns>The value; completed, and without an allocation, when it is cached. What was loaded is handed out also where it is not kept: by a cache
    /// without capacity, or when the key was written or invalidated meanwhile.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<TValue?> GetOrAddAsync<TState>(
        TKey key, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        if (TryGet(key, out var cached))
        {
            return new ValueTask<TValue?>(cached);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TValue?>(cancellationToken);
        }

        Flight<TKey, TValue> flight;
        bool leads;
        lock (_gate)
        {
            // Another load may have landed since.
            if (TryFind(key, out cached))
            {
                return new ValueTask<TValue?>(cached);
            }

            flight = _flights.Join(key, out leads);
        }

        if (leads)
        {
            // Never fails; it ends when the load does.
            _ = LoadAsync(flight, state, load);
        }

        return flight.WaitAsync(cancellationToken);
    }

    async Task LoadAsync<TState>(Flight<TKey, TValue> flight, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load)
    {
        try
        {
            var value = await load(state, flight.Key, flight.Token).ConfigureAwait(false);
            Land(flight, value);
            flight.Complete(value);
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _ = _flights.Land(flight);
            }

            flight.Fail(error);
        }
    }

    void Land(Flight<TKey, TValue> flight, TValue? value)
    {
        lock (_gate)
        {
            if (_flights.Land(flight) && value is not null)
            {
                Write(flight.Key, value);
            }
        }
    }
}
