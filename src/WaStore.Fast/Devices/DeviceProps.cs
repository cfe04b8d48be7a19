using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>What a companion says it is when it pairs (protobuf <c>DeviceProps</c>). Not stored: set it at every start before pairing.</summary>
public sealed record DeviceProps
{
    /// <summary>The reference's: it impersonates no client.</summary>
    public static DeviceProps Default { get; } = new();

    /// <summary>The name that the phone shows in its list of devices.</summary>
    public string Os { get; init; } = "rust";

    /// <summary>The companion's own version, not the WhatsApp Web version.</summary>
    public AppVersion Version { get; init; } = new(0, 1, 0);

    /// <summary>The protobuf number of the platform; 0 is UNKNOWN.</summary>
    public int PlatformType { get; init; }

    /// <summary>Whether the whole history is asked for.</summary>
    public bool RequireFullSync { get; init; }

    /// <summary>The protobuf <c>HistorySyncConfig</c> as bytes, opaque here; null takes the client's default.</summary>
    public ReadOnlyMemory<byte>? HistorySyncConfig { get; init; }

    /// <summary>Same values, the bytes by content.</summary>
    public bool Equals(DeviceProps? other) =>
        other is not null
        && Os == other.Os
        && Version == other.Version
        && PlatformType == other.PlatformType
        && RequireFullSync == other.RequireFullSync
        && BlobEquality.Same(HistorySyncConfig, other.HistorySyncConfig);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Os, Version, PlatformType, RequireFullSync, BlobEquality.Hash(HistorySyncConfig));
}

/// <summary>The parts of <see cref="DeviceProps"/> to set; what is null stays as it is.</summary>
public sealed record DevicePropsOverride
{
    /// <summary>See <see cref="DeviceProps.Os"/>.</summary>
    public string? Os { get; init; }

    /// <summary>See <see cref="DeviceProps.Version"/>.</summary>
    public AppVersion? Version { get; init; }

    /// <summary>See <see cref="DeviceProps.PlatformType"/>.</summary>
    public int? PlatformType { get; init; }

    /// <summary>See <see cref="DeviceProps.RequireFullSync"/>.</summary>
    public bool? RequireFullSync { get; init; }

    /// <summary>See <see cref="DeviceProps.HistorySyncConfig"/>; replaced whole.</summary>
    public ReadOnlyMemory<byte>? HistorySyncConfig { get; init; }

    internal DeviceProps ApplyTo(DeviceProps props) => props with
    {
        Os = Os ?? props.Os,
        Version = Version ?? props.Version,
        PlatformType = PlatformType ?? props.PlatformType,
        RequireFullSync = RequireFullSync ?? props.RequireFullSync,
        HistorySyncConfig = OwnBlob.CopyOf(HistorySyncConfig) ?? props.HistorySyncConfig,
    };
}
