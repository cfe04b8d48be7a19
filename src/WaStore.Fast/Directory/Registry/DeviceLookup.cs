using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The device lists of several users as they were asked for. Hand it to <see cref="DeviceRegistry.ApplyUsyncAsync"/>, so that nothing is read twice.</summary>
public sealed class DeviceLookup
{
    readonly HashSet<string> _missing;

    internal DeviceLookup(Dictionary<string, DeviceListRecord> records, List<string> missing, Dictionary<string, KeyVersion> readAt)
    {
        Records = records;
        Missing = missing;
        ReadAt = readAt;
        _missing = missing.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The lists, by the user that was asked for.</summary>
    public IReadOnlyDictionary<string, DeviceListRecord> Records { get; }

    /// <summary>The users without a list, to be asked for at the server.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>When the keys of the users that had to be read were read.</summary>
    internal IReadOnlyDictionary<string, KeyVersion> ReadAt { get; }

    internal bool IsMissing(string user) => _missing.Contains(user);
}

/// <summary>What a patch did.</summary>
/// <param name="IsChanged">Whether a list was written.</param>
/// <param name="IsNewIdentity">Whether the user registered anew, so that the sessions of its companion devices were deleted (spec/caches.md 7.5).</param>
public readonly record struct DevicePatch(bool IsChanged, bool IsNewIdentity);
