using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>How the saving of a device is doing, at one moment. Names no account and no key.</summary>
public sealed record PersistenceHealth
{
    /// <summary>Whether the device has changes that the store does not have.</summary>
    public required bool IsDirty { get; init; }

    /// <summary>Saves that failed since the last one that did not; 0 when all is well. The saver never gives up.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>What the newest of those failures was, null when there is none or it was no failure of the store.</summary>
    public StoreErrorKind? LastFailureKind { get; init; }

    /// <summary>The type of the newest of those failures.</summary>
    public string? LastFailureType { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Saves that succeeded.</summary>
    public required long Saves { get; init; }

    /// <summary>Saves that failed.</summary>
    public required long FailedSaves { get; init; }

    /// <summary>When the device was saved last, null before the first time in this life.</summary>
    public DateTimeOffset? LastSavedAt { get; init; }
}
