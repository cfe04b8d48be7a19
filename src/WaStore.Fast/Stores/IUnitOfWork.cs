namespace WaStore.Fast.Stores;

/// <summary>Reads and writes that become durable together; what a change of a <see cref="StoreBatch"/> is given.</summary>
/// <remarks>
/// One call at a time, and only until the change that received it completes. Its reads see its own writes. Where the backend has
/// transactions nothing is visible to others before the commit.
/// </remarks>
public interface IUnitOfWork : IStoreReads, IStoreWrites
{
    ValueTask<MaintenanceReport> IDeviceWrites.MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken) =>
        MaintenanceSweep.RunAsync(this, policy, cancellationToken);
}
