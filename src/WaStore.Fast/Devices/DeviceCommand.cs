using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>One change of a device, with its rule; the closed list of spec/caches.md 3.2.</summary>
/// <remarks>
/// A command computes the next device from the last and touches nothing else. One that leaves the device equal changes nothing: no new snapshot, no save. The reference saves in
/// that case too, the same row over itself, which nobody can tell apart. What a command carries is copied, so its arrays may be reused. <see cref="object.ToString"/> shows no key, secret or
/// salt. Two fields have no command, as in the reference: <see cref="DeviceRecord.ServerHasPreKeys"/> and <see cref="DeviceRecord.EdgeRoutingInfo"/> are changed by
/// <see cref="PersistenceManager.ModifyAsync"/>.
/// </remarks>
public abstract partial record DeviceCommand
{
    private protected DeviceCommand()
    {
    }

    /// <summary>The device after the command, unchecked.</summary>
    internal abstract Device ApplyTo(Device device, TimeProvider clock);
}
