namespace WaStore.Fast.Caching;

// Everything at once, and what the store failed to do.
sealed partial class StoreTypedCache<TKey, TValue>
{
    Task _settling = Task.CompletedTask;

    public override async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        DetachAll();
        _unsettled.AddAll();
        await ClearOwedAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void InvalidateAll()
    {
        DetachAll();
        _unsettled.AddAll();
        _ = StartSettling();
    }

    public override async ValueTask RunPendingTasksAsync(CancellationToken cancellationToken = default)
    {
        if (_unsettled.IsAny)
        {
            await StartSettling().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One attempt at a time, on the pool: callers neither wait for it nor queue up behind a store that hangs.</summary>
    Task StartSettling()
    {
        lock (_gate)
        {
            if (_settling.IsCompleted)
            {
                _settling = Task.Run(SettleAsync);
            }

            return _settling;
        }
    }

    // A value that is written while a clear is owed would go with it, so an insertion waits for the attempt.
    async ValueTask SettleClearAsync(CancellationToken cancellationToken)
    {
        if (_unsettled.IsAny && _unsettled.OwedClear is not null)
        {
            await StartSettling().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task SettleAsync()
    {
        if (!await ClearOwedAsync(CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        foreach (var text in _unsettled.Keys)
        {
            using var held = await LockAsync(text, CancellationToken.None).ConfigureAwait(false);
            // A write that came in between has settled it.
            if (_unsettled.Covers(text))
            {
                await DeleteAsync(text, CancellationToken.None).ConfigureAwait(false);
                if (_unsettled.Covers(text))
                {
                    // Still down; the next call tries again.
                    return;
                }
            }
        }
    }

    /// <returns>False when the store failed: the clear is still owed.</returns>
    async ValueTask<bool> ClearOwedAsync(CancellationToken cancellationToken)
    {
        while (_unsettled.OwedClear is not null)
        {
            using var held = await _locks.LockManyAsync(s_stripes, cancellationToken).ConfigureAwait(false);
            if (_unsettled.OwedClear is not { } owed)
            {
                return true;
            }

            if (!await _values.ClearAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            _unsettled.Cleared(owed);
            DetachAll();
        }

        return true;
    }
}
