using WaStore.Fast.Directories;
using WaStore.Fast.Signal;

namespace WaStore.Fast.FanOut;

/// <summary>The devices of a chat as a send sees them: each device once, without the one that sends, and our own apart.</summary>
sealed class FanOutTopology
{
    /// <summary>The number of a hosted device, also where its list does not say so.</summary>
    const ushort HostedDevice = 99;

    FanOutTopology(GroupDevices source, OwnDevice own, FanOutDevice[] members, FanOutDevice[] companions)
    {
        Source = source;
        Own = own;
        Members = members;
        Companions = companions;
    }

    internal GroupDevices Source { get; }

    internal OwnDevice Own { get; }

    internal FanOutDevice[] Members { get; }

    internal FanOutDevice[] Companions { get; }

    /// <summary>Sorts devices into members and companions.</summary>
    /// <param name="source">The devices.</param>
    /// <param name="own">The one that sends.</param>
    /// <param name="addresses">Where their addresses are interned.</param>
    /// <param name="lids">The LIDs of the users that are named by phone number, as far as they are known.</param>
    /// <param name="takesHosted">Whether hosted devices get the message: in a group they do not, since they have no sender keys.</param>
    internal static FanOutTopology Of(
        GroupDevices source, OwnDevice own, SignalAddressTable addresses, IReadOnlyDictionary<string, LidPnEntry> lids, bool takesHosted)
    {
        var members = new List<FanOutDevice>(source.Devices.Count);
        var companions = new List<FanOutDevice>();
        // The same user may stand in the group by LID and by phone number; its devices have one session each.
        var seen = new HashSet<SignalAddress>(source.Devices.Count);
        foreach (var jid in source.Devices)
        {
            if (!takesHosted && IsHosted(jid))
            {
                continue;
            }

            var address = AddressOf(jid, addresses, lids);
            var isOwn = own.IsOwnUser(jid);
            if ((!isOwn || jid.Device != own.Device) && seen.Add(address))
            {
                (isOwn ? companions : members).Add(new FanOutDevice(jid, address));
            }
        }

        // In the order in which their sessions are locked.
        companions.Sort(static (left, right) => left.Address.CompareTo(right.Address));
        return new FanOutTopology(source, own, [.. members], [.. companions]);
    }

    internal static bool IsHosted(Jid jid) => jid.Server is JidServers.Hosted or JidServers.HostedLid || jid.Device == HostedDevice;

    static SignalAddress AddressOf(Jid jid, SignalAddressTable addresses, IReadOnlyDictionary<string, LidPnEntry> lids) =>
        JidServers.IsPhoneNumber(jid.Server) && lids.TryGetValue(jid.User, out var pair)
            ? addresses.Get(pair.Lid, jid.Server is JidServers.Hosted ? JidServers.HostedLid : JidServers.Lid, jid.Device)
            : addresses.Get(jid.User, jid.Server, jid.Device);
}
