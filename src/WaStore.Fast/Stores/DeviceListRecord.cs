namespace WaStore.Fast.Stores;

/// <summary>One device of a user, as the registry keeps it.</summary>
/// <param name="DeviceId">The device's number; 0 is the phone.</param>
/// <param name="KeyIndex">The index of its key in the account's signed list, if known.</param>
/// <param name="IsHosted">Whether it is a hosted (business API) device. Absent in rows of old writers, then false (spec/storage.md 3.5).</param>
public readonly record struct DeviceInfo(uint DeviceId, uint? KeyIndex, bool IsHosted);

/// <summary>The devices of one user.</summary>
/// <param name="User">The user part, without a server.</param>
/// <param name="Devices">The devices in the order given; must not change after it was handed in.</param>
/// <param name="Timestamp">When the list was made, unix seconds. Stored in 32 bits (spec/storage.md 3.5).</param>
/// <param name="Phash">The participant hash that the list answers to, or null.</param>
/// <param name="RawId">The account's raw id, or null; it changes when the user registers anew.</param>
public sealed record DeviceListRecord(string User, IReadOnlyList<DeviceInfo> Devices, long Timestamp, string? Phash, uint? RawId)
{
    /// <summary>Same content, the devices in the same order.</summary>
    public bool Equals(DeviceListRecord? other) =>
        other is not null
        && User == other.User
        && Timestamp == other.Timestamp
        && Phash == other.Phash
        && RawId == other.RawId
        && Devices.SequenceEqual(other.Devices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(User, Timestamp, Phash, RawId, Devices.Count);
}
