using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>One caller's riders in a round of flushing.</summary>
abstract class RiderTicket
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Task => _done.Task;

    /// <summary>Whether it waits for whatever flush comes, and for the next one where the store fails that.</summary>
    internal virtual bool RidesAlong => false;

    /// <summary>Puts the riders into the batch; answers whether they ask for a synced commit.</summary>
    internal abstract bool AddTo(StoreBatch batch);

    internal void Succeeded() => _done.SetResult();

    internal void Failed(Exception exception) => _done.Fail(exception);

    internal void Withdrawn(CancellationToken cancellationToken) => _done.SetCanceled(cancellationToken);

    /// <summary>A batch whose caller asked for a flush.</summary>
    internal sealed class OfBatch(StoreBatch riders) : RiderTicket
    {
        internal override bool AddTo(StoreBatch batch)
        {
            foreach (var change in riders.Changes)
            {
                batch.Add(change);
            }

            return riders.Synced;
        }
    }

    /// <summary>One change that rides along.</summary>
    internal sealed class OfChange(Func<IUnitOfWork, CancellationToken, ValueTask> change) : RiderTicket
    {
        internal override bool RidesAlong => true;

        internal override bool AddTo(StoreBatch batch)
        {
            batch.Add(change);
            return false;
        }
    }
}

static class FlushCompletion
{
    /// <summary>Fails the task, and looks at the failure, so that one that every caller walked away from is no unobserved exception: health shows it.</summary>
    internal static void Fail(this TaskCompletionSource source, Exception exception)
    {
        source.SetException(exception);
        _ = source.Task.Exception;
    }
}
