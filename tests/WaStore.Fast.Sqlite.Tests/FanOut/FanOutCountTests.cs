using WaStore.Fast.Directories;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Tests.Stores;
using WaStore.Fast.Tests.FanOut;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Sqlite.Tests.FanOut;

/// <summary>What sends cost over a real file, in executions and transactions: the reference was counted at 1,809 executions to read for such a cold send (performance.md).</summary>
public sealed class FanOutCountTests : StoreTest, IAsyncLifetime
{
    // A look at the view's schema is one of its three.
    const int View = 3;

    FanOutBed _bed = null!;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _bed.DisposeAsync();
        await DisposeAsync();
    }

    protected override void Configure(SqliteOptions options) => SwitchCheckpointsOff(options);

    [Theory]
    [InlineData(256, 2, false)]
    [InlineData(256, 2, true)]
    [InlineData(1, 1, true)]
    [InlineData(100, 5, true)]
    public async Task A_cold_send_is_at_most_twelve_reads_one_transaction_before_the_wire_and_one_after_the_acknowledgement(int participants, int devices, bool hasSessions)
    {
        var info = await OpenAsync(participants, devices);
        if (hasSessions)
        {
            _ = await _bed.SendAsync(info);
            await _bed.SenderKeys.ClearAsync(FanOutBed.Group);
            await _bed.Cache.DeleteSenderKeyAsync(FanOutBed.SenderKeyName);
        }

        await _bed.ForgetAsync();
        var members = participants * devices;
        var chunks = (members + 2 + 499) / 500;

        var start = Counters;
        using var plan = await _bed.PlanAsync(info);
        var planned = Counters;

        Assert.Equal((members, 2), (plan.Needing.Count, plan.Companions.Count));
        Assert.Equal(hasSessions ? 0 : members + 2, plan.WithoutSession.Count);
        // Mappings, device lists, sender key, its holders; and in one view sessions and identity keys.
        Assert.Equal(4 + View + (2 * chunks), (planned - start).Executions);
        Assert.InRange((planned - start).Executions, 1, 12);
        Assert.Equal(0, (planned - start).Transactions);

        await _bed.EncryptAsync(plan);
        Assert.Equal(planned, Counters);
        var id = await _bed.WireAsync(plan);
        var wired = Counters;
        Assert.Equal(1, (wired - planned).Transactions);
        Assert.NotNull(await Store.GetSentMessageAsync(FanOutBed.Group, id));
        Assert.NotNull(await Store.GetSenderKeyAsync(FanOutBed.SenderKeyName.Text));
        Assert.Empty(await _bed.StoredHoldersAsync());

        var before = Counters;
        await plan.AcknowledgedAsync(FanOutBed.Secret(id));
        Assert.Equal(1, (Counters - before).Transactions);
        Assert.Equal(members, (await _bed.StoredHoldersAsync()).Length);
        Assert.NotNull(await Store.GetMsgSecretAsync(FanOutBed.Group, "900@lid", id));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(300)]
    public async Task A_warm_send_touches_no_database_where_no_lease_ends_and_one_transaction_where_one_does(int participants)
    {
        var info = await OpenAsync(participants, devices: 2);
        _ = await _bed.SendAsync(info);
        for (var i = 1; i < 2 * (int)ChainRecord.Lease; i++)
        {
            var before = Counters;
            var isWarm = (await _bed.SendAsync(info)).IsWarm;
            var spent = Counters - before;
            Assert.True(isWarm);
            Assert.Equal(i % ChainRecord.Lease == 0 ? 1 : 0, spent.Transactions);
            Assert.True(spent.Transactions == 1 || spent == default, $"{spent}");
        }
    }

    [Fact]
    public async Task A_member_that_joins_costs_its_own_devices_and_nobody_elses()
    {
        var info = await OpenAsync(300, devices: 2);
        _ = await _bed.SendAsync(info);
        await Store.UpdateDeviceListAsync(FanOutBed.List("7", 0, 1));
        var larger = info.AddParticipants([new GroupParticipant(new Jid("7", JidServers.Lid))]);

        var before = Counters;
        using var plan = await _bed.PlanAsync(larger);

        Assert.Equal(["7@lid", "7:1@lid"], FanOutBed.Texts(plan.Needing));
        // Its mapping, its list, and one view of its devices.
        Assert.Equal(1 + 1 + View + 2, (Counters - before).Executions);
    }

    [Fact]
    public async Task A_second_send_reads_nothing_again()
    {
        var info = await OpenAsync(300, devices: 2);
        _ = await _bed.SendAsync(info);

        var before = Counters;
        using var plan = await _bed.PlanAsync(info);

        Assert.True(plan.IsWarm);
        Assert.Equal(default, Counters - before);
    }

    [Fact]
    public async Task A_direct_message_is_at_most_seven_reads_and_then_none()
    {
        _ = await OpenAsync(1, devices: 5);
        var peer = new Jid("100000", JidServers.Lid);
        var before = Counters;
        using (var plan = await _bed.Planner.PlanDirectAsync(peer, FanOutBed.Own))
        {
            Assert.InRange((Counters - before).Executions, 1, 2 + View + 2);
            await _bed.EncryptForAsync(plan.Targets);
        }

        before = Counters;
        using var warm = await _bed.Planner.PlanDirectAsync(peer, FanOutBed.Own);
        Assert.Equal(7, warm.Targets.Count);
        Assert.Equal(default, Counters - before);
    }

    EngineCounters Counters => Store.Database.Counters;

    async Task<GroupInfo> OpenAsync(int participants, int devices)
    {
        _bed = await FanOutBed.CreateAsync(Store);
        string[] users = [.. Enumerable.Range(100_000, participants).Select(user => $"{user}")];
        uint[] numbers = [.. Enumerable.Range(0, devices).Select(device => (uint)device)];
        await _bed.StoreListsAsync([.. users.Select(user => FanOutBed.List(user, numbers))]);
        // The first read of a connection asks once more for the schema's version, and so does its first view.
        _ = await Store.GetSessionAsync("nobody@lid.0");
        await using (var view = await Store.OpenSnapshotAsync())
        {
            _ = await view.GetSessionAsync("nobody@lid.0");
        }

        return FanOutBed.Info(users);
    }
}
