using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>How a <see cref="PersistenceManager"/> is run.</summary>
public sealed record PersistenceOptions
{
    /// <summary>The name of the meter whose instruments show each manager's health.</summary>
    public const string MeterName = "WaStore.Fast.Devices";

    /// <summary>How long a change waits for others before the background saver comes, so that a burst costs one save. At least a millisecond.</summary>
    public TimeSpan SaveDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest time that a changed device goes without an attempt to save it, also while the store fails (spec/caches.md 3.1).</summary>
    public TimeSpan SaveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes the keys of an account that does not exist yet. Null, the default: such an account has no device until <see cref="PersistenceManager.ProvisionAsync"/>.</summary>
    public IDeviceKeySource? DeviceKeySource { get; init; }

    /// <summary>The clock of the saver, of the health report and of the times that a device carries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal PersistenceOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SaveDelay, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(SaveInterval, SaveDelay);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return this;
    }
}
