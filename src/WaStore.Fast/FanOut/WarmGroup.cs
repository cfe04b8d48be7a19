using WaStore.Fast.Directories;
using WaStore.Fast.Signal;

namespace WaStore.Fast.FanOut;

/// <summary>The memory that everybody in a group has our sender key: true while the devices, the map of the key's holders and our own device are the same (spec/caches.md 7.9).</summary>
sealed class WarmGroup(FanOutTopology topology, GroupKeyHolders holders, long version, SenderKeyName senderKeyName)
{
    internal FanOutTopology Topology => topology;

    internal SenderKeyName SenderKeyName => senderKeyName;

    internal bool Holds(GroupDevices devices, OwnDevice own, GroupKeyHolders current) =>
        ReferenceEquals(devices, topology.Source) && ReferenceEquals(current, holders) && current.Version == version && own == topology.Own;
}
