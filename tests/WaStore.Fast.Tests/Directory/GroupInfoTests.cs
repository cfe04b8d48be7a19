using System.Text;
using System.Text.Json;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>A group's participants and maps, and the blob of the reference (spec/caches.md 8, spec/storage.md 3.4).</summary>
public sealed class GroupInfoTests
{
    const string Blob =
        """{"participants":[{"user":"1","server":"lid","agent":0,"device":0,"integrator":0},{"user":"2","server":"lid","agent":0,"device":0,"integrator":0}],"addressing_mode":"lid","is_community_announce":true,"lid_to_pn_map":{"1":{"user":"11","server":"s.whatsapp.net","agent":0,"device":0,"integrator":0}}}""";

    [Fact]
    public void Participants_are_added_once_by_user()
    {
        var group = Pn("1", "2");
        var more = group.AddParticipants([Participant("2"), Participant("3"), Participant("3"), new GroupParticipant(new Jid("4", JidServers.PhoneNumber, 9))]);
        Assert.Equal(["1", "2", "3", "4"], more.Participants.Select(jid => jid.User));
        Assert.Equal(0, more.Participants[3].Device);
        Assert.True(more.Contains("3"));
        Assert.False(group.Contains("3"));
        Assert.Same(more, more.AddParticipants([Participant("3")]));
    }

    [Fact]
    public void Addressed_by_lid_the_maps_are_filled_also_for_those_who_are_in_already()
    {
        var group = GroupInfo.Create([Member("1", null), Member("2", "22")], AddressingMode.Lid);
        Assert.Null(group.GetPhoneJid("1"));
        var filled = group.AddParticipants([Member("1", "11"), Member("3", "33")]);
        Assert.Equal(("11@s.whatsapp.net", "1@lid"), (filled.GetPhoneJid("1").ToString(), filled.GetLidJid("11").ToString()));
        Assert.Equal(3, filled.Participants.Count);
        Assert.Equal(new Jid("1", JidServers.Lid, 7), filled.ToLidDevice(new Jid("11", JidServers.PhoneNumber, 7)));
        Assert.Equal(new Jid("9", JidServers.PhoneNumber, 7), filled.ToLidDevice(new Jid("9", JidServers.PhoneNumber, 7)));

        // A number that became another's leads to the last.
        var changed = filled.AddParticipants([Member("3", "11")]);
        Assert.Equal("3@lid", changed.GetLidJid("11").ToString());
        Assert.Null(changed.GetPhoneJid("1"));
        Assert.Null(changed.GetLidJid("33"));
    }

    [Fact]
    public void Addressed_by_number_there_are_no_maps() =>
        Assert.Empty(Pn("1").AddParticipants([new GroupParticipant(new Jid("2", JidServers.PhoneNumber), new Jid("22", JidServers.PhoneNumber))]).LidToPnMap);

    [Fact]
    public void The_removed_go_from_the_maps_in_both_directions()
    {
        var group = GroupInfo.Create([Member("1", "11"), Member("2", "22"), Member("3", "33")], AddressingMode.Lid);
        var fewer = group.RemoveParticipants(["1", "33", "9"]);
        Assert.Equal(["2"], fewer.Participants.Select(jid => jid.User));
        Assert.Equal(["2"], fewer.LidToPnMap.Keys);
        Assert.Null(fewer.GetLidJid("11"));
        Assert.False(fewer.Contains("3"));
        Assert.Same(group, group.RemoveParticipants(["9", ""]));
        Assert.Same(group.RemoveParticipants([]), group);
    }

    [Fact]
    public void The_blob_is_the_references_and_the_reverse_map_is_derived()
    {
        var group = JsonSerializer.Deserialize(Blob, DirectoryJson.Default.GroupInfo)!;
        Assert.Equal((AddressingMode.Lid, true), (group.AddressingMode, group.IsCommunityAnnounce));
        Assert.Equal(["1@lid", "2@lid"], group.Participants.Select(jid => jid.ToString()));
        Assert.Equal("1@lid", group.GetLidJid("11").ToString());
        Assert.Equal(Blob, JsonSerializer.Serialize(group, DirectoryJson.Default.GroupInfo));
        Assert.Equal(
            """{"participants":[],"addressing_mode":"pn","lid_to_pn_map":{}}""",
            JsonSerializer.Serialize(Pn(), DirectoryJson.Default.GroupInfo));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"participants":null,"addressing_mode":"lid","lid_to_pn_map":{}}""")]
    [InlineData("""{"participants":[null],"addressing_mode":"lid","lid_to_pn_map":{}}""")]
    [InlineData("""{"participants":[],"addressing_mode":"other","lid_to_pn_map":{}}""")]
    [InlineData("""{"participants":[{"user":"1@2","server":"lid","agent":0,"device":0,"integrator":0}],"addressing_mode":"lid"}""")]
    [InlineData("""{"participants":[{"user":"1","server":"evil","agent":0,"device":0,"integrator":0}],"addressing_mode":"lid"}""")]
    [InlineData("""{"participants":[{"user":"1","server":"lid","agent":0,"device":70000,"integrator":0}],"addressing_mode":"lid"}""")]
    [InlineData("""{"participants":[{"server":"lid"}],"addressing_mode":"lid"}""")]
    public async Task A_blob_that_is_no_group_is_none(string blob)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.PutGroupMetadataAsync("1@g.us", Encoding.UTF8.GetBytes(blob));
        var group = await harness.Groups.GetAsync("1@g.us", (query, _) =>
        {
            Assert.Null(query.Known);
            Assert.Null(query.Phash);
            return new(GroupAnswer.Of(Pn("1")));
        });
        Assert.True(group.Contains("1"));
    }

    [Fact]
    public void The_hash_of_participants_is_of_their_sorted_texts()
    {
        // SHA-256 made with another implementation.
        Jid[] jids = [new("559980000003", JidServers.PhoneNumber, 7), new("559980000001", JidServers.PhoneNumber), new("100000000000002", JidServers.Lid)];
        Assert.Equal("2:cWSs+1NN", ParticipantHash.Of(jids));
        Assert.Equal(ParticipantHash.Of(jids), ParticipantHash.Of(jids.Reverse()));
    }

    [Fact]
    public void As_many_participants_as_are_taken_are_patched_and_absurdly_many_are_refused()
    {
        // A scan for each of them would take minutes: no clock is needed to notice.
        var members = Enumerable.Range(1, GroupInfo.MaxParticipants - 1).Select(i => Member($"{100_000_000_000_000 + i}", $"{559_980_000_000 + i}")).ToArray();
        var group = GroupInfo.Create(members, AddressingMode.Lid);
        for (var i = 0; i < 20; i++)
        {
            group = group.AddParticipants(members).AddParticipants([Member($"{i + 1}", null)]);
            group = group.RemoveParticipants([$"{i + 1}"]);
        }

        Assert.Equal(members.Length, group.Participants.Count);
        Assert.Equal(members.Select(member => member.Jid), group.Participants);
        var error = Assert.Throws<StoreException>(() => GroupInfo.Create([.. Enumerable.Repeat(members[0], GroupInfo.MaxParticipants + 1)], AddressingMode.Lid));
        Assert.Equal(StoreErrorKind.Validation, error.Kind);
        _ = Assert.Throws<StoreException>(() => group.AddParticipants([Member("1@lid", null)]));
    }

    internal static GroupInfo Pn(params string[] users) => GroupInfo.Create([.. users.Select(Participant)], AddressingMode.Pn);

    internal static GroupParticipant Member(string lid, string? phone) =>
        new(new Jid(lid, JidServers.Lid), phone is null ? null : new Jid(phone, JidServers.PhoneNumber));

    static GroupParticipant Participant(string user) => new(new Jid(user, JidServers.PhoneNumber));
}
