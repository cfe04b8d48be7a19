using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Directories;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>Members join a group that everybody has our sender key of, and get it with the next message (spec/caches.md 10.3). They are known from elsewhere, but not in memory.</summary>
sealed class MemberJoins
{
    const int Participants = 256;
    const int Devices = 2;

    readonly AccountFile _file;
    readonly GroupParticipant[] _strangers;
    int _joined;

    MemberJoins(AccountFile file, GroupSends sends, GroupParticipant[] strangers)
    {
        _file = file;
        Sends = sends;
        _strangers = strangers;
    }

    public GroupSends Sends { get; }

    public static async Task<MemberJoins> CreateAsync(AccountFile file, int joiners)
    {
        var strangers = new Group(run: 1, joiners, Devices);
        await file.Account.Store.PutLidMappingsAsync(strangers.Mappings);
        await file.Account.Store.UpdateDeviceListsAsync(strangers.DeviceLists);
        var sends = await GroupSends.CreateAsync(file, new Group(run: 0, Participants, Devices), Devices);
        _ = await sends.SendAsync();
        GroupParticipant[] participants =
        [
            .. strangers.Mappings.Take(joiners).Select(static pair => new GroupParticipant(new Jid(pair.Lid, JidServers.Lid), new Jid(pair.PhoneNumber, JidServers.PhoneNumber))),
        ];
        return new MemberJoins(file, sends, participants);
    }

    /// <summary>The notification: one more is in the group.</summary>
    public async ValueTask JoinAsync() => _ = await _file.Account.Groups.AddParticipantsAsync(Sends.Jid, [_strangers[_joined++]]);
}
