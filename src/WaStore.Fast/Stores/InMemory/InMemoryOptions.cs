namespace WaStore.Fast.Stores.InMemory;

/// <summary>How a storage in memory is run.</summary>
public sealed class InMemoryOptions
{
    /// <summary>The clock of the times that rows get.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the keys of new accounts. Null, the default: the owner hands them to <c>ProvisionAsync</c>, since a store signs nothing (design.md 4).</summary>
    public IDeviceKeySource? DeviceKeySource { get; init; }
}
