namespace WaStore.Fast.Caching;

sealed partial class StoreTypedCache<TKey, TValue>
{
    public override ValueTask<TValue?> GetOrAddAsync<TState>(
        TKey key, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        var text = TextOf(key);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TValue?>(cancellationToken);
        }

        Flight<string, TValue> flight;
        bool leads;
        lock (_gate)
        {
            flight = _flights.Join(text, out leads);
        }

        if (leads)
        {
            // Never fails; it ends when the load does.
            _ = LoadAsync(flight, key, state, load);
        }

        return flight.WaitAsync(cancellationToken);
    }

    async Task LoadAsync<TState>(
        Flight<string, TValue> flight, TKey key, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load)
    {
        try
        {
            var value = await ReadAsync(flight.Key, flight.Token).ConfigureAwait(false);
            if (value is null)
            {
                value = await load(state, key, flight.Token).ConfigureAwait(false);
                if (value is not null)
                {
                    await KeepAsync(flight, value).ConfigureAwait(false);
                }
            }

            Land(flight);
            flight.Complete(value);
        }
        catch (Exception error)
        {
            Land(flight);
            flight.Fail(error);
        }
    }

    async ValueTask KeepAsync(Flight<string, TValue> flight, TValue value)
    {
        if (_unsettled.OwedClear is not null)
        {
            // Not kept: those who wait for the value do not wait for a store that hangs.
            return;
        }

        using var held = await LockAsync(flight.Key, flight.Token).ConfigureAwait(false);
        if (IsCurrent(flight))
        {
            try
            {
                await WriteAsync(flight.Key, value, flight.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _unsettled.Add(flight.Key);
                throw;
            }
        }
    }

    bool IsCurrent(Flight<string, TValue> flight)
    {
        lock (_gate)
        {
            return _flights.IsCurrent(flight);
        }
    }

    void Land(Flight<string, TValue> flight)
    {
        lock (_gate)
        {
            _ = _flights.Land(flight);
        }
    }
}
