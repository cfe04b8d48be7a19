namespace WaStore.Fast.Caching;

sealed partial class StoreTypedCache<TKey, TValue>
{
    public override async ValueTask InsertAsync(TKey key, TValue value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = TextOf(key);
        Detach(text);
        try
        {
            await SettleClearAsync(cancellationToken).ConfigureAwait(false);
            using var held = await LockAsync(text, cancellationToken).ConfigureAwait(false);
            await WriteAsync(text, value, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Cancelled before it was tried: the store's value is older all the same.
            _unsettled.Add(text);
            throw;
        }
        finally
        {
            Detach(text);
        }
    }

    public override async ValueTask<TValue?> UpsertAsync<TState>(
        TKey key, TState state, Func<TState, TValue?, TValue?> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var text = TextOf(key);
        Detach(text);
        try
        {
            await SettleClearAsync(cancellationToken).ConfigureAwait(false);
            using var held = await LockAsync(text, cancellationToken).ConfigureAwait(false);
            var current = await ReadAsync(text, cancellationToken).ConfigureAwait(false);
            if (update(state, current) is not { } value)
            {
                return current;
            }

            await WriteAsync(text, value, cancellationToken).ConfigureAwait(false);
            return value;
        }
        catch (OperationCanceledException)
        {
            _unsettled.Add(text);
            throw;
        }
        finally
        {
            Detach(text);
        }
    }

    public override async ValueTask<TValue?> RemoveAsync(TKey key, CancellationToken cancellationToken = default)
    {
        var text = TextOf(key);
        Detach(text);
        try
        {
            using var held = await LockAsync(text, cancellationToken).ConfigureAwait(false);
            var value = await ReadAsync(text, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(text, cancellationToken).ConfigureAwait(false);
            return value;
        }
        catch (OperationCanceledException)
        {
            _unsettled.Add(text);
            throw;
        }
        finally
        {
            Detach(text);
        }
    }

    public override async ValueTask InvalidateAsync(TKey key, CancellationToken cancellationToken = default)
    {
        var text = TextOf(key);
        Detach(text);
        try
        {
            using var held = await LockAsync(text, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _unsettled.Add(text);
            throw;
        }
        finally
        {
            Detach(text);
        }
    }

    // Under the key's lock. Cancelled half-way, the change may be there or not: what is there is not to be trusted.
    async ValueTask WriteAsync(string text, TValue value, CancellationToken cancellationToken)
    {
        // A clear that is owed and failed just now takes this value with it later, and until then the key is a miss anyway.
        if (_unsettled.OwedClear is null)
        {
            Note(text, await _values.WriteAsync(text, value, cancellationToken).ConfigureAwait(false));
        }
    }

    async ValueTask DeleteAsync(string text, CancellationToken cancellationToken) =>
        Note(text, await _values.DeleteAsync(text, cancellationToken).ConfigureAwait(false));

    void Note(string text, bool isSettled)
    {
        if (isSettled)
        {
            _unsettled.Remove(text);
        }
        else
        {
            _unsettled.Add(text);
        }
    }
}
