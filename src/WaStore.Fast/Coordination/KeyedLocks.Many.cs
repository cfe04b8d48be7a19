namespace WaStore.Fast.Coordination;

public sealed partial class KeyedLocks<TKey>
{
    /// <summary>Takes the locks of several keys, sorted and each once, so that no two callers can wait for one another.</summary>
    /// <param name="keys">What to lock, in any order; a key may come twice. Read before the first wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing is held.</exception>
    public ValueTask<ManyReleaser> LockManyAsync(ReadOnlyMemory<TKey> keys, CancellationToken cancellationToken = default)
    {
        var sorted = keys.ToArray();
        sorted.AsSpan().Sort(_order);
        return LockSortedAsync(sorted, cancellationToken);
    }

    async ValueTask<ManyReleaser> LockSortedAsync(TKey[] sorted, CancellationToken cancellationToken)
    {
        var held = new Releaser[sorted.Length];
        try
        {
            for (var i = 0; i < sorted.Length; i++)
            {
                if (i == 0 || !_locks.Comparer.Equals(sorted[i], sorted[i - 1]))
                {
                    held[i] = await LockAsync(sorted[i], cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            // Cancelled half-way, or a null key: what was taken goes back.
            new ManyReleaser(held).Dispose();
            throw;
        }

        return new ManyReleaser(held);
    }
}
