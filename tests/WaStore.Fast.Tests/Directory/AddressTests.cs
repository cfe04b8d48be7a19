using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>JIDs, address resolution (spec/caches.md 6.8), and the log of changes (7.9).</summary>
public sealed class AddressTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    [Theory]
    [InlineData("1@lid", "1", "lid", 0, 0)]
    [InlineData("1:99@hosted.lid", "1", "hosted.lid", 99, 0)]
    [InlineData("a.b.5:7@s.whatsapp.net", "a.b.5", "s.whatsapp.net", 7, 0)]
    [InlineData("1.2:3@msgr", "1", "msgr", 3, 2)]
    [InlineData("a.b@bot", "a.b", "bot", 0, 0)]
    [InlineData("120363-1@g.us", "120363-1", "g.us", 0, 0)]
    [InlineData("g.us", "", "g.us", 0, 0)]
    public void A_jid_is_read_and_written(string text, string user, string server, int device, int agent)
    {
        Assert.Equal(new Jid(user, server, (ushort)device, (byte)agent), Jid.Parse(text));
        Assert.Equal(text, Jid.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1@evil")]
    [InlineData("1:@lid")]
    [InlineData("1:65536@lid")]
    [InlineData("1:-1@lid")]
    [InlineData("1:2:3@lid")]
    [InlineData("1.256@msgr")]
    [InlineData("1@lid@lid")]
    public void What_is_no_jid_is_refused(string text)
    {
        Assert.False(Jid.TryParse(text, out _));
        Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => Jid.Parse(text)).Kind);
        Assert.False(Jid.TryParse(new string('1', 200) + "@lid", out _));
        Assert.False(Jid.TryParse(new string('\uD800', 1) + "@lid", out _));
        Assert.True(Jid.TryParse("😀@lid", out _));
    }

    [Theory]
    [InlineData("559980000001:3@s.whatsapp.net", "100000012345678:3@lid")]
    [InlineData("559980000001@c.us", "100000012345678@lid")]
    [InlineData("559980000001:99@hosted", "100000012345678:99@hosted.lid")]
    [InlineData("7@s.whatsapp.net", "7@s.whatsapp.net")]
    [InlineData("7:1@hosted", "7:1@hosted")]
    [InlineData("100000012345678:3@lid", "100000012345678:3@lid")]
    [InlineData("5@hosted.lid", "5@hosted.lid")]
    [InlineData("1@g.us", "1@g.us")]
    public async Task A_number_is_encrypted_for_as_its_lid_and_sent_to_so_once_the_account_is_migrated(string jid, string expected)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        Assert.Equal(expected, (await harness.LidPn.ResolveEncryptionJidAsync(Jid.Parse(jid))).ToString());
        Assert.Equal(expected, (await harness.LidPn.ResolveDmWireJidAsync(Jid.Parse(jid), isLidMigrated: true)).ToString());
        Assert.Equal(jid, (await harness.LidPn.ResolveDmWireJidAsync(Jid.Parse(jid), isLidMigrated: false)).ToString());
    }

    [Fact]
    public async Task A_change_of_a_member_touches_a_group_and_one_of_somebody_else_does_not()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var topology = harness.Registry.Topology;
        var members = new HashSet<string> { Lid, "2" };
        var before = topology.Generation;
        await harness.Registry.UpdateAsync(DirectoryHarness.List("9", 0));
        Assert.NotEqual(before, topology.Generation);
        Assert.False(topology.IsTouched(before, members));

        // Under the other name, and by a mapping alone.
        _ = await harness.Learner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync);
        Assert.True(topology.IsTouched(before, members));
        before = topology.Generation;
        _ = await harness.Registry.GetAsync(Phone);
        Assert.False(topology.IsTouched(before, members));
        await harness.Registry.UpdateAsync(DirectoryHarness.List(Phone, 0, 1));
        Assert.True(topology.IsTouched(before, members));
        before = topology.Generation;
        await harness.Registry.InvalidateAsync(Phone);
        Assert.True(topology.IsTouched(before, members));
        before = topology.Generation;
        await harness.LidPn.ClearAsync();
        Assert.True(topology.IsTouched(before, new HashSet<string> { "none" }));
    }

    [Fact]
    public void A_moment_that_is_too_long_ago_counts_as_touched()
    {
        var topology = new TopologyLog();
        for (var i = 0; i < TopologyLog.Capacity; i++)
        {
            topology.Touch($"{i}");
        }

        Assert.False(topology.IsTouched(0, new HashSet<string> { "none" }));
        Assert.True(topology.IsTouched(0, new HashSet<string> { "0" }));
        topology.Touch("x");
        Assert.True(topology.IsTouched(0, new HashSet<string> { "none" }));
        Assert.False(topology.IsTouched(1, new HashSet<string> { "none" }));
    }
}
