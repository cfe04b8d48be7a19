using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

public sealed partial class PersistenceManager
{
    // Counts the changes of the row, under the gate.
    long _changed;

    /// <summary>Whether the device has changes that the store does not have.</summary>
    public bool IsDirty => Volatile.Read(ref _saved) < Volatile.Read(ref _changed);

    /// <summary>Changes the device in memory; the saver follows.</summary>
    /// <remarks>
    /// Completes synchronously. A device that comes out equal is no change; one that differs only in what is not stored is seen by readers and not saved. Other changes wait
    /// meanwhile, so <paramref name="change"/> only computes: it must not call the manager. Blobs that it puts into the device are the device's.
    /// </remarks>
    /// <param name="change">Makes the next device of the last.</param>
    /// <param name="cancellationToken">Cancelled on entry: nothing changes.</param>
    /// <returns>The device as it is now.</returns>
    /// <exception cref="StoreException">InvalidConfig: there is no device. Validation: the result cannot be stored; nothing changed.</exception>
    /// <exception cref="ObjectDisposedException">The manager was disposed.</exception>
    public ValueTask<Device> ModifyAsync(Func<Device, Device> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Device>(cancellationToken);
        }

        var device = Modify(change, out var isSaveNeeded);
        if (isSaveNeeded)
        {
            _saver.Request();
        }

        return new(device);
    }

    /// <summary>Applies a command; the same as <see cref="ModifyAsync"/> with it.</summary>
    /// <inheritdoc cref="ModifyAsync" path="/exception"/>
    public ValueTask<Device> ProcessCommandAsync(DeviceCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return ModifyAsync(device => device.Apply(command, Clock), cancellationToken);
    }

    Device Modify(Func<Device, Device> change, out bool isSaveNeeded)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var before = GetSnapshot();
            var after = change(before);
            isSaveNeeded = after.Row != before.Row;
            if (after == before)
            {
                return before;
            }

            // The count before the snapshot: who sees the change sees that it is to be saved.
            _changed += isSaveNeeded ? 1 : 0;
            return _device = after.Checked();
        }
    }
}
