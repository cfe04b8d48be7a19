using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Who holds a group's sender key, and the metadata kept of groups.</summary>
sealed record GroupState
{
    internal static GroupState Empty { get; } = new();

    /// <summary>By group, then by device.</summary>
    internal ImmutableDictionary<string, ImmutableDictionary<string, bool>> Devices { get; private init; } = ImmutableDictionary<string, ImmutableDictionary<string, bool>>.Empty;

    internal ImmutableDictionary<string, byte[]> Metadata { get; private init; } = ImmutableDictionary<string, byte[]>.Empty;

    internal GroupState SetStatus(string group, ReadOnlySpan<SenderKeyDevice> entries)
    {
        var devices = DevicesOf(group).ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            devices[entry.DeviceJid] = entry.HasKey;
        }

        return this with { Devices = Devices.SetItem(group, devices.ToImmutable()) };
    }

    internal GroupState Clear(string group) => this with { Devices = Devices.Remove(group) };

    internal GroupState ClearAll() => this with { Devices = Devices.Clear() };

    /// <summary>Forgets devices in all groups.</summary>
    internal GroupState Remove(ReadOnlySpan<string> deviceJids)
    {
        var groups = Devices.ToBuilder();
        foreach (var (group, stored) in Devices)
        {
            var devices = stored.ToBuilder();
            devices.RemoveAll(deviceJids);
            if (devices.Count == 0)
            {
                _ = groups.Remove(group);
            }
            else if (devices.Count < stored.Count)
            {
                groups[group] = devices.ToImmutable();
            }
        }

        return this with { Devices = groups.ToImmutable() };
    }

    internal GroupState PutMetadata(string group, ReadOnlyMemory<byte> metadata) => this with { Metadata = Metadata.SetItem(group, metadata.ToArray()) };

    internal GroupState DeleteMetadata(string group) => this with { Metadata = Metadata.Remove(group) };

    internal ImmutableDictionary<string, bool> DevicesOf(string group) => Devices.GetValueOrDefault(group, ImmutableDictionary<string, bool>.Empty);
}
