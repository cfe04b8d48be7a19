namespace WaStore.Fast.Stores;

/// <summary>The rules of a batch's change, the same in every backend of ours: it is done when it returns, and a write that failed dooms the batch.</summary>
static class BatchChange
{
    /// <summary>Runs a change to its end.</summary>
    /// <param name="unit">What the change works with.</param>
    /// <param name="change">The change.</param>
    /// <param name="failure">Tells whether a write of it failed, when it has returned.</param>
    /// <param name="cancellationToken">Handed to the change.</param>
    /// <exception cref="InvalidOperationException">The change waits for something that is not its unit of work.</exception>
    /// <exception cref="StoreException">A write failed, and the change swallowed that.</exception>
    internal static void Run<TUnit>(TUnit unit, Func<IUnitOfWork, CancellationToken, ValueTask> change, Func<TUnit, Exception?> failure, CancellationToken cancellationToken)
        where TUnit : IUnitOfWork
    {
        cancellationToken.ThrowIfCancellationRequested();
        var running = change(unit, cancellationToken);
        if (!running.IsCompleted)
        {
            throw new InvalidOperationException(
                "A change of the batch awaits something other than its unit of work. The store's one writer would wait with it: fetch what the change needs before the commit.");
        }

        running.GetAwaiter().GetResult();
        if (failure(unit) is { } failed)
        {
            throw StoreException.Database("a write of the batch failed and its change went on; nothing was committed", failed);
        }
    }
}
