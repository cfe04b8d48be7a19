namespace WaStore.Fast.Caching;

/// <summary>One load of one key, and those who wait for it.</summary>
/// <remarks>
/// The load runs on behalf of all who wait, so the cancellation of one of them, also of the first, ends only its own wait. When all have left, the load is
/// cancelled and the key forgets it: the next one starts anew. A load that fails fails for those who wait at that time, and nothing is remembered of it.
/// </remarks>
// The source of cancellation has neither a timer nor a wait handle, so there is nothing to dispose of; disposing it would race with the last one to leave.
#pragma warning disable CA1001
sealed class Flight<TKey, TValue>(FlightTable<TKey, TValue> table, TKey key)
    where TKey : notnull
#pragma warning restore CA1001
{
    // Continuations run elsewhere: who loads must not run the others' work on its own stack.
    readonly TaskCompletionSource<TValue?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _abandoned = new();

    internal TKey Key => key;

    /// <summary>Cancelled when nobody waits any more.</summary>
    internal CancellationToken Token => _abandoned.Token;

    /// <summary>Under the table's gate.</summary>
    internal int Waiters { get; set; }

    /// <summary>Under the table's gate.</summary>
    internal bool HasLanded { get; set; }

    internal async ValueTask<TValue?> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            table.Leave(this);
        }
    }

    /// <summary>Under the gate; the callbacks of the load run elsewhere.</summary>
    internal void Abandon() => _ = _abandoned.CancelAsync();

    internal void Complete(TValue? value) => _result.SetResult(value);

    internal void Fail(Exception error)
    {
        _result.SetException(error);
        // Those who wait are told; when nobody is left, there is nobody to tell.
        _ = _result.Task.Exception;
    }
}
