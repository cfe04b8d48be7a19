namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default)
    {
        KeyText.Require(device);
        return Change(device, static (account, device) => account with { Device = StoredDevice.From(device) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> CreateAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        return WriteAsync((DeviceId, Device: DeviceRecord.NewFrom(Database.NewKeys(), Database.Clock)), static (state, call) =>
            (state.Insert(call.DeviceId, call.Device), call.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ProvisionAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        ArgumentNullException.ThrowIfNull(keys);
        return WriteAsync((deviceId, Device: DeviceRecord.NewFrom(keys, Database.Clock)), static (state, call) =>
            state[call.deviceId].Device is not null ? (state, false) : (state.Insert(call.deviceId, call.Device), true), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ResetAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        ArgumentNullException.ThrowIfNull(keys);
        var call = WriteAsync((deviceId, Device: DeviceRecord.NewFrom(keys, Database.Clock)), static (state, call) =>
            (state.Remove(call.deviceId).Insert(call.deviceId, call.Device), 0), cancellationToken);
        return call.IsCompletedSuccessfully ? default : new ValueTask(call.AsTask());
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(int deviceId, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        var call = WriteAsync(deviceId, static (state, deviceId) => (state.Remove(deviceId), 0), cancellationToken);
        return call.IsCompletedSuccessfully ? default : new ValueTask(call.AsTask());
    }

    /// <inheritdoc/>
    /// <remarks>The sweeps; memory needs no other upkeep.</remarks>
    public ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default) =>
        MaintenanceSweep.RunAsync(this, policy, cancellationToken);

    static void RequireAccount(int deviceId) => ArgumentOutOfRangeException.ThrowIfLessThan(deviceId, 1);
}
