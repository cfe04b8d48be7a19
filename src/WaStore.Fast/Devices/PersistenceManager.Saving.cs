using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

public sealed partial class PersistenceManager
{
    // Which count of changes the store has. Written by one save at a time.
    long _saved;

    /// <summary>Makes every change before this call durable, also against a power cut. Callers who come while a save runs share the next one.</summary>
    /// <remarks>Cancelling stops the waiting, not the save.</remarks>
    /// <exception cref="StoreException">The store failed; the changes stay in memory and the saver goes on trying.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : IsDirty ? _saves.JoinAsync(cancellationToken)
        : default;

    /// <summary>Changes the device, and makes it and <paramref name="riders"/> durable in one transaction that survives a power cut.</summary>
    /// <remarks>
    /// The device changes in memory first, as by <see cref="ModifyAsync"/>, and stays changed when the commit fails or is cancelled: a commit whose answer was lost may be in the file, and
    /// memory must never be behind it. So <paramref name="change"/> is one that may become durable without the riders.
    /// </remarks>
    /// <param name="change">Makes the next device of the last.</param>
    /// <param name="riders">Changes of other stores, applied before the device row. Borrowed until this completes. Its lists of Signal records are empty: those are the cache's.</param>
    /// <param name="cancellationToken">Takes the riders back while the save has not begun; has no effect after.</param>
    /// <exception cref="ArgumentException"><paramref name="riders"/> has Signal records.</exception>
    /// <exception cref="StoreException">The store failed; the riders are not durable.</exception>
    public async ValueTask<Device> CommitAsync(Func<Device, Device> change, StoreBatch riders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(riders);
        if (riders.Count != riders.Changes.Count)
        {
            throw new ArgumentException("Sessions, identities, sender keys and consumed pre-keys are written through the Signal cache.", nameof(riders));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var device = Modify(change, out var isSaveNeeded);
        try
        {
            await _saves.JoinAsync(riders, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also where it failed. Where it did not, the saver finds nothing to do.
            if (isSaveNeeded && IsDirty)
            {
                _saver.Request();
            }
        }

        return device;
    }

    /// <summary>Copies the storage for a look at it later (<see cref="IDeviceStore.SnapshotAsync"/>), with the device as it is now: a changed one is saved first.</summary>
    /// <exception cref="StoreException">The save failed, and there is no copy; or the copy failed.</exception>
    public async ValueTask CreateSnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await _backend.SnapshotAsync(name, extra, cancellationToken).ConfigureAwait(false);
    }

    // A commit for each batch of riders, so that one that the store refuses fails nobody else. They are rare.
    async Task RunAsync(FlushRound round)
    {
        foreach (var ticket in round.Tickets)
        {
            if (await TrySaveAsync(ticket).ConfigureAwait(false) is { } failure)
            {
                ticket.Failed(failure);
            }
            else
            {
                ticket.Succeeded();
            }
        }

        if (!round.HasPlainCallers)
        {
            return;
        }

        if (await TrySaveAsync(riders: null).ConfigureAwait(false) is { } reason)
        {
            round.PlainFailed(reason);
        }
        else
        {
            round.PlainSucceeded();
        }
    }

    async Task<Exception?> TrySaveAsync(RiderTicket? riders)
    {
        try
        {
            await SaveAsync(riders).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            _log.Failed(exception);
            return exception;
        }
    }

    async Task SaveAsync(RiderTicket? riders)
    {
        Device device;
        long version;
        lock (_gate)
        {
            device = GetSnapshot();
            version = _changed;
        }

        if (riders is null && version == _saved)
        {
            return;
        }

        await _backend.CommitAsync(Batch(device, riders), CancellationToken.None).ConfigureAwait(false);
        Volatile.Write(ref _saved, version);
        _log.Succeeded();
    }

    // Synced also where nobody waits: the same row once more changes no page of the file, and so would not be synced later by a flush that needs it.
    static StoreBatch Batch(Device device, RiderTicket? riders)
    {
        var batch = new StoreBatch { Synced = true };
        _ = riders?.AddTo(batch);
        batch.SaveDevice(device.Row);
        return batch;
    }
}
