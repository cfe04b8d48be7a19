using System.Globalization;
using System.Text.Json;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>A LID-addressed group and the devices of its members, named as a client names them (spec/caches.md 1.3). Every run has its own members.</summary>
sealed class Group
{
    /// <summary>Our companions that get each message too: the phone, and one beside this device.</summary>
    internal const int OwnOtherDevices = 2;

    const string OwnLid = "199999999999999";
    const string OwnPhone = "15559999999";
    const int OwnDevice = 1;
    const int MembersPerRun = 10_000;
    const long FirstLid = 100_000_000_000_000;
    const long FirstPhone = 1_555_000_000_000;
    const long LearntAt = 1_760_000_000;

    static readonly uint[] s_ownOthers = [0, 2];

    internal Group(int run, int participants, int devices)
    {
        Jid = JidOf(run);
        IsFirst = run == 0;
        SenderKeyName = $"{Jid}:{SignalAddress(OwnLid, OwnDevice)}";
        Lids = [.. Enumerable.Range(0, participants).Select(member => Number(FirstLid + (run * (long)MembersPerRun) + member))];
        Users = [.. Lids, OwnLid];
        Mappings = [.. Lids.Select((lid, member) => new LidPnMapping(lid, Number(FirstPhone + (run * (long)MembersPerRun) + member), LearntAt, LearntAt, "usync"))];
        var numbers = Enumerable.Range(0, devices).Select(device => (uint)device).ToArray();
        DeviceLists = [.. Lids.Select(lid => DeviceList(lid, numbers)), DeviceList(OwnLid, [.. s_ownOthers, OwnDevice])];
        Addresses = [.. Lids.SelectMany(lid => numbers.Select(device => SignalAddress(lid, device))), .. OwnAddresses];
        DistributedTo = [.. Lids.SelectMany(lid => numbers.Select(device => new SenderKeyDevice(DeviceJid(lid, device), HasKey: true)))];
        Metadata = WriteMetadata();
    }

    internal string Jid { get; }

    /// <summary>Whether the account has sent to no group before; later our own device list and other devices are known already.</summary>
    internal bool IsFirst { get; }

    internal string SenderKeyName { get; }

    internal static string OwnJid { get; } = $"{OwnLid}@lid";

    internal static string OwnPhoneJid { get; } = $"{OwnPhone}@s.whatsapp.net";

    /// <summary>The Signal addresses of our other devices: the last of <see cref="Addresses"/>.</summary>
    internal static string[] OwnAddresses { get; } = [.. s_ownOthers.Select(device => SignalAddress(OwnLid, device))];

    /// <summary>The members other than ourselves.</summary>
    internal string[] Lids { get; }

    /// <summary>The members and ourselves.</summary>
    internal string[] Users { get; }

    internal LidPnMapping[] Mappings { get; }

    internal DeviceListRecord[] DeviceLists { get; }

    /// <summary>The Signal addresses of all devices that get a message.</summary>
    internal string[] Addresses { get; }

    /// <summary>The members' devices, which have the sender key after the first send; our own never count as having it (spec/caches.md 10.1).</summary>
    internal SenderKeyDevice[] DistributedTo { get; }

    /// <summary>The group's snapshot as JSON (spec/storage.md 3.4).</summary>
    internal byte[] Metadata { get; }

    internal static string JidOf(int run) => $"{Number(120_363_000_000_000_000 + run)}@g.us";

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string DeviceJid(string user, uint device) => device == 0 ? $"{user}@lid" : string.Create(CultureInfo.InvariantCulture, $"{user}:{device}@lid");

    static string SignalAddress(string user, uint device) => $"{DeviceJid(user, device)}.0";

    static DeviceListRecord DeviceList(string user, uint[] devices) =>
        new(user, [.. devices.Select(device => new DeviceInfo(device, device == 0 ? null : device, IsHosted: false))], LearntAt, "2:ABCDEFGH", RawId: null);

    byte[] WriteMetadata()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("participants");
            foreach (var user in Users)
            {
                WriteJid(json, user, "lid");
            }

            json.WriteEndArray();
            json.WriteString("addressing_mode", "lid");
            json.WriteStartObject("lid_to_pn_map");
            foreach (var mapping in Mappings)
            {
                json.WritePropertyName(mapping.Lid);
                WriteJid(json, mapping.PhoneNumber, "s.whatsapp.net");
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    static void WriteJid(Utf8JsonWriter json, string user, string server)
    {
        json.WriteStartObject();
        json.WriteString("user", user);
        json.WriteString("server", server);
        json.WriteNumber("agent", 0);
        json.WriteNumber("device", 0);
        json.WriteNumber("integrator", 0);
        json.WriteEndObject();
    }
}
