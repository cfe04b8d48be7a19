using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>Groups and names as they should not be.</summary>
public sealed class HostileGroupTests : FanOutTest
{
    [Fact]
    public async Task Hosted_devices_and_numbers_that_no_JID_has_take_no_part()
    {
        var devices = FanOutBed.List("1", 0, 99, 70_000).Devices.Append(new DeviceInfo(4, 4, IsHosted: true));
        await Bed.StoreListsAsync(FanOutBed.List("1", 0) with { Devices = [.. devices] });

        using var group = await Bed.PlanAsync(FanOutBed.Info("1"));
        Assert.Equal(["1@lid"], FanOutBed.Texts(group.Needing));
        group.Dispose();

        using var direct = await Bed.Planner.PlanDirectAsync(new Jid("1", JidServers.Lid), FanOutBed.Own);
        Assert.Equal(["1:4@hosted.lid", "1:99@lid", "1@lid", "900:2@lid", "900@lid"], FanOutBed.Texts(direct.Targets).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_under_both_names_and_a_device_that_comes_twice_are_one()
    {
        await Store.PutLidMappingAsync(new LidPnMapping("1", "11", 1_000, 1_000, "usync"));
        await Store.PutLidMappingAsync(new LidPnMapping(FanOutBed.OwnLid, FanOutBed.OwnPhone, 1_000, 1_000, "usync"));
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3, 3));
        var info = GroupInfo.Create(
            [.. new[] { "1@lid", "11@s.whatsapp.net", "900@lid", "990@s.whatsapp.net" }.Select(text => new GroupParticipant(Jid.Parse(text)))], AddressingMode.Lid);

        using var plan = await Bed.PlanAsync(info);

        Assert.Equal(["1@lid", "1:3@lid"], FanOutBed.Texts(plan.Needing));
        Assert.Equal(["900@lid", "900:2@lid"], FanOutBed.Texts(plan.Companions));
        Assert.Empty(plan.UnknownUsers);
    }

    [Fact]
    public async Task A_group_by_phone_number_has_its_sessions_under_the_LIDs()
    {
        await Store.PutLidMappingAsync(new LidPnMapping("1", "11", 1_000, 1_000, "usync"));
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3), FanOutBed.List("22", 0), FanOutBed.List(FanOutBed.OwnPhone, 0, 1));
        var info = GroupInfo.Create([.. new[] { "11", "22" }.Select(user => new GroupParticipant(new Jid(user, JidServers.PhoneNumber)))], AddressingMode.Pn);

        using var plan = await Bed.PlanAsync(info);

        Assert.Equal(["11@s.whatsapp.net", "11:3@s.whatsapp.net", "22@s.whatsapp.net"], FanOutBed.Texts(plan.Needing));
        Assert.Equal(["1@lid.0", "1:3@lid.0", "22@c.us.0"], plan.Needing.Select(device => device.Address.Text));
        // We are no participant by this list, and our companions get the message all the same.
        Assert.Equal(["990@s.whatsapp.net"], FanOutBed.Texts(plan.Companions));
        Assert.Equal($"{FanOutBed.Group}:990:1@c.us.0", plan.SenderKeyName.Text);
    }

    [Fact]
    public async Task Participants_that_have_no_devices_by_their_kind_are_ignored()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0));
        var info = GroupInfo.Create([.. new[] { "1@lid", "867051314767696@bot", "3@newsletter" }.Select(text => new GroupParticipant(Jid.Parse(text)))], AddressingMode.Lid);

        using var plan = await Bed.PlanAsync(info);

        Assert.Equal(["1@lid"], FanOutBed.Texts(plan.Needing));
        Assert.Empty(plan.UnknownUsers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("120363")]
    [InlineData("g.us")]
    [InlineData("1@lid")]
    [InlineData("120363@example.org")]
    public async Task What_is_no_group_is_refused(string group)
    {
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await Bed.Planner.PlanGroupAsync(group, FanOutBed.Info("1"), FanOutBed.Own));
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.DoesNotContain("120363", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Steering.Calls);
    }

    [Fact]
    public async Task A_group_that_has_no_UTF_8_form_is_refused() => await What_is_no_group_is_refused("12036\uD800@g.us");

    [Theory]
    [InlineData("@lid")]
    [InlineData("1@g.us")]
    [InlineData("status@broadcast")]
    public async Task What_is_no_user_gets_no_direct_message(string peer)
    {
        var jid = Jid.TryParse(peer, out var parsed) ? parsed : default;
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await Bed.Planner.PlanDirectAsync(jid, FanOutBed.Own));
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
    }

    [Fact]
    public async Task Ten_thousand_participants_are_planned_sent_to_and_then_warm()
    {
        string[] users = [.. Enumerable.Range(100_000, 10_000).Select(user => $"{user}")];
        await Bed.StoreListsAsync([.. users.Select(user => FanOutBed.List(user, 0))]);
        var info = FanOutBed.Info(users);

        var cold = await Bed.SendAsync(info);

        Assert.Equal(10_000, cold.Needing.Count);
        Assert.Equal(10_000, (await Bed.StoredHoldersAsync()).Length);
        Assert.True((await Bed.PlanAndDisposeAsync(info)).IsWarm);
    }

    [Fact]
    public async Task More_devices_than_a_map_holds_are_refused_and_nothing_is_held()
    {
        // 1,024 devices each are what a list may have.
        string[] users = [.. Enumerable.Range(1_000, 200).Select(user => $"{user}")];
        uint[] devices = [.. Enumerable.Range(0, 1_024).Select(device => (uint)device)];
        await Bed.StoreListsAsync([.. users.Select(user => FanOutBed.List(user, devices))]);

        var refused = await Assert.ThrowsAsync<StoreException>(async () => await Bed.PlanAsync(FanOutBed.Info(users)));

        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.True(Bed.Coordination.GroupDistributionLocks.TryLock(FanOutBed.Group, out var held));
        held.Dispose();
    }

    [Fact]
    public void The_device_that_sends_has_a_name_and_a_number()
    {
        var row = DeviceRecord.NewFrom(Contracts.Samples.Sample.Keys(1), TimeProvider.System);
        Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => OwnDevice.Of(new Device(row))).Kind);
        Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => new OwnDevice(Jid.Parse("1@g.us"), null, 0)).Kind);
        Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => new OwnDevice(null, Jid.Parse("1@lid"), 0)).Kind);
        Assert.Equal(FanOutBed.Own, OwnDevice.Of(new Device(row with { Lid = "900@lid", Pn = "990:1@s.whatsapp.net" })));
        Assert.Equal(1, OwnDevice.Of(new Device(row with { Lid = "900:1@lid" })).Device);
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => new FanOutOptions { RotationLimit = 0 });
    }
}
