using System.Globalization;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>A LID-addressed group and the devices of its members, named as a client names them (spec/caches.md 1.3). Every run has its own members.</summary>
sealed class Group
{
    /// <summary>Our companions that get each message too: the phone, and one beside this device.</summary>
    internal const int OwnOtherDevices = 2;

    /// <summary>Our own user.</summary>
    internal const string OwnLid = "199999999999999";

    const string OwnPhone = "15559999999";
    const ushort OwnDevice = 1;
    const int MembersPerRun = 10_000;
    const long FirstLid = 100_000_000_000_000;
    const long FirstPhone = 1_555_000_000_000;
    const long LearntAt = 1_760_000_000;

    static readonly uint[] s_own = [0, 2, OwnDevice];

    internal Group(int run, int participants, int devices)
    {
        Jid = JidOf(run);
        var members = Enumerable.Range(0, participants).Select(member => (run * (long)MembersPerRun) + member).ToArray();
        var numbers = Enumerable.Range(0, devices).Select(device => (uint)device).ToArray();
        Mappings = [.. members.Select(member => Mapping(Number(FirstLid + member), Number(FirstPhone + member))), Mapping(OwnLid, OwnPhone)];
        DeviceLists = [.. members.Select(member => DeviceList(Number(FirstLid + member), numbers)), DeviceList(OwnLid, s_own)];
        Info = GroupInfo.Create(
            [.. Mappings.Select(pair => new GroupParticipant(new Jid(pair.Lid, JidServers.Lid), new Jid(pair.PhoneNumber, JidServers.PhoneNumber)))], AddressingMode.Lid);
        MemberDevices = participants * devices;
    }

    internal string Jid { get; }

    /// <summary>The device that sends.</summary>
    internal static OwnDevice Own { get; } = new(new Jid(OwnLid, JidServers.Lid), new Jid(OwnPhone, JidServers.PhoneNumber), OwnDevice);

    internal static string OwnJid { get; } = $"{OwnLid}@lid";

    internal static string OwnPhoneJid { get; } = $"{OwnPhone}@s.whatsapp.net";

    /// <summary>The members and ourselves.</summary>
    internal GroupInfo Info { get; }

    internal LidPnMapping[] Mappings { get; }

    internal DeviceListRecord[] DeviceLists { get; }

    /// <summary>How many devices the other members have, which have the sender key after the first send.</summary>
    internal int MemberDevices { get; }

    /// <summary>To how many devices a message goes.</summary>
    internal int AllDevices => MemberDevices + OwnOtherDevices;

    internal static string JidOf(int run) => $"{Number(120_363_000_000_000_000 + run)}@g.us";

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static LidPnMapping Mapping(string lid, string phone) => new(lid, phone, LearntAt, LearntAt, "usync");

    static DeviceListRecord DeviceList(string user, uint[] devices) =>
        new(user, [.. devices.Select(device => new DeviceInfo(device, device == 0 ? null : device, IsHosted: false))], LearntAt, "2:ABCDEFGH", RawId: null);
}
