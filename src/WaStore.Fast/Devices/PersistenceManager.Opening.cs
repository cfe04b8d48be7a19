using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

public sealed partial class PersistenceManager
{
    /// <summary>Opens the device of the account that <paramref name="backend"/> is.</summary>
    /// <remarks>
    /// An account without a device row gets one from <see cref="PersistenceOptions.DeviceKeySource"/>, or stays without a device until <see cref="ProvisionAsync"/>. A row that cannot be read is
    /// an error: a fresh identity in its place would end the pairing.
    /// </remarks>
    /// <param name="backend">The store; it is not disposed with the manager.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="StoreException">The store failed, or its device row cannot be decoded; InvalidConfig: the source of keys answered none.</exception>
    public static async ValueTask<PersistenceManager> OpenAsync(IBackend backend, PersistenceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        var manager = new PersistenceManager(backend, (options ?? new PersistenceOptions()).Checked());
        try
        {
            await manager.LoadOrCreateAsync(cancellationToken).ConfigureAwait(false);
            return manager;
        }
        catch
        {
            manager._meter.Dispose();
            throw;
        }
    }

    /// <summary>Gives the account its device, unless it has one; durable, also against a power cut, when this completes.</summary>
    /// <returns>Whether <paramref name="keys"/> were taken. False: the device that exists stays.</returns>
    /// <exception cref="StoreException">The store failed, or the device row that exists cannot be decoded.</exception>
    public async ValueTask<bool> ProvisionAsync(DeviceKeys keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var device = DeviceRecord.NewFrom(keys, Clock);
        var isNew = false;
        var batch = new StoreBatch { Synced = true };
        // Asked inside the transaction: of two who provision at once, one makes the device and the other one takes it.
        batch.Add(async (unit, token) =>
        {
            isNew = !await unit.ExistsAsync(token).ConfigureAwait(false);
            if (isNew)
            {
                await unit.SaveAsync(device, token).ConfigureAwait(false);
            }
        });
        await _backend.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return isNew;
    }

    async ValueTask LoadOrCreateAsync(CancellationToken cancellationToken)
    {
        if (await _backend.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (_options.DeviceKeySource is { } source)
        {
            var keys = source.Create() ?? throw StoreException.InvalidConfig("the device key source answered null");
            _ = await ProvisionAsync(keys, cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var row = await _backend.LoadAsync(cancellationToken).ConfigureAwait(false)
            ?? throw StoreException.Validation("the device row exists and was not read; a new identity in its place would end the pairing");
        var device = new Device(row).Checked();
        lock (_gate)
        {
            _device ??= device;
        }
    }
}
