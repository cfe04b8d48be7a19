using WaStore.Fast.Stores;

namespace WaStore.Fast.Coordination;

/// <summary>One caller's batch of riders in a round of flushing.</summary>
sealed class RiderTicket(StoreBatch riders)
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Task => _done.Task;

    /// <summary>Puts the riders into the batch; answers whether they ask for a synced commit.</summary>
    internal bool AddTo(StoreBatch batch)
    {
        foreach (var change in riders.Changes)
        {
            batch.Add(change);
        }

        return riders.Synced;
    }

    internal void Succeeded() => _done.SetResult();

    internal void Failed(Exception exception) => _done.Fail(exception);

    internal void Withdrawn(CancellationToken cancellationToken) => _done.SetCanceled(cancellationToken);
}
