using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Who has which group's sender key (spec/caches.md 8, 12.1 S9 and S10).</summary>
public sealed class SenderKeyDeviceMapTests
{
    const string Group = "120363000000000001@g.us";

    static readonly string[] s_devices = ["1@lid", "1:5@lid", "2@s.whatsapp.net", "2:99@hosted"];

    [Fact]
    public async Task After_a_cold_send_the_next_one_reads_nothing_and_knows_who_has_the_key()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var holders = await harness.SenderKeys.GetAsync(Group);
        Assert.Equal(s_devices, Needing(holders));
        using var distribution = harness.SenderKeys.Begin(Group, s_devices);
        Assert.Equal(s_devices, Needing(holders));

        await AcknowledgeAsync(harness, distribution);
        Assert.Empty(Needing(await harness.SenderKeys.GetAsync(Group)));
        Assert.Same(holders, await harness.SenderKeys.GetAsync(Group));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetSenderKeyDevicesAsync)));
        harness.Open();
        Assert.Empty(Needing(await harness.SenderKeys.GetAsync(Group)));
    }

    [Fact]
    public async Task Without_the_servers_acknowledgement_nobody_has_the_key()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        using (harness.SenderKeys.Begin(Group, s_devices))
        {
        }

        var failed = harness.SenderKeys.Begin(Group, s_devices);
        harness.Steering.FailNext(nameof(IBackend.CommitAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => AcknowledgeAsync(harness, failed));
        failed.Dispose();
        failed.Confirm();
        Assert.Equal(s_devices, Needing(await harness.SenderKeys.GetAsync(Group)));
        Assert.Empty(await harness.Store.GetSenderKeyDevicesAsync(Group));
    }

    [Theory]
    [InlineData("forget")]
    [InlineData("remove")]
    [InlineData("rotate")]
    public async Task What_happens_while_the_server_is_waited_for_wins(string what)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.SenderKeys.GetAsync(Group);
        using var distribution = harness.SenderKeys.Begin(Group, s_devices);
        switch (what)
        {
            case "forget":
                await harness.SenderKeys.MarkForgottenAsync(Group, "1@lid");
                break;
            case "remove":
                await harness.SenderKeys.RemoveDevicesAsync(new[] { "1@lid" });
                break;
            default:
                await harness.SenderKeys.ClearAsync(Group);
                break;
        }

        await AcknowledgeAsync(harness, distribution);
        string[] expected = what == "rotate" ? s_devices : ["1@lid"];
        Assert.Equal(expected, Needing(await harness.SenderKeys.GetAsync(Group)));
        harness.Open();
        Assert.Equal(expected, Needing(await harness.SenderKeys.GetAsync(Group)));
    }

    [Theory]
    [InlineData("forget")]
    [InlineData("remove")]
    [InlineData("rotate")]
    [InlineData("confirm")]
    public async Task A_read_that_began_before_a_change_is_not_kept(string what)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { new SenderKeyDevice("1@lid", what != "confirm") });
        var order = harness.Steering.Park(nameof(IBackend.GetSenderKeyDevicesAsync), after: true);
        var read = harness.SenderKeys.GetAsync(Group).AsTask();
        await order.Reached;
        switch (what)
        {
            case "forget":
                await harness.SenderKeys.MarkForgottenAsync(Group, "1@lid");
                break;
            case "remove":
                await harness.SenderKeys.RemoveDevicesAsync(new[] { "1@lid" });
                break;
            case "rotate":
                await harness.SenderKeys.ClearAsync(Group);
                break;
            default:
                using (var distribution = harness.SenderKeys.Begin(Group, ["1@lid"]))
                {
                    await AcknowledgeAsync(harness, distribution);
                }

                break;
        }

        order.Release();
        _ = await read;
        Assert.Equal(what == "confirm", (await harness.SenderKeys.GetAsync(Group)).HasKey("1@lid"));
    }

    [Fact]
    public async Task A_rotation_that_the_store_failed_to_take_is_told_to_it_before_the_group_is_read()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { new SenderKeyDevice("1@lid", true) });
        harness.Steering.Break(nameof(IBackend.ClearSenderKeyDevicesAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.SenderKeys.ClearAsync(Group).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.SenderKeys.GetAsync(Group).AsTask());

        harness.Steering.Mend();
        Assert.False((await harness.SenderKeys.GetAsync(Group)).HasKey("1@lid"));
        Assert.Empty(await harness.Store.GetSenderKeyDevicesAsync(Group));
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_one_read_and_malformed_rows_are_nobodys()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { new SenderKeyDevice("1@lid", true), new SenderKeyDevice("no jid", true), new SenderKeyDevice("1:99999@lid", true) });
        var order = harness.Steering.Park(nameof(IBackend.GetSenderKeyDevicesAsync));
        var reads = Enumerable.Range(0, 8).Select(_ => harness.SenderKeys.GetAsync(Group).AsTask()).ToArray();
        await order.Reached;
        order.Release();
        var holders = await Task.WhenAll(reads);
        Assert.All(holders, other => Assert.Same(holders[0], other));
        Assert.Equal(1, holders[0].Count);
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetSenderKeyDevicesAsync)));
    }

    [Fact]
    public async Task Groups_are_bounded_by_number_and_idleness_with_all_that_names_their_devices()
    {
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { SenderKeyDevicesCache = new CacheEntryConfig(TimeSpan.FromHours(1), 3) });
        for (var i = 0; i < 10; i++)
        {
            await harness.Store.SetSenderKeyStatusAsync($"{i}@g.us", new[] { new SenderKeyDevice("1@lid", true), new SenderKeyDevice($"{100 + i}@lid", true) });
            _ = await harness.SenderKeys.GetAsync($"{i}@g.us");
            // Asked for all the time, the first one stays.
            _ = await harness.SenderKeys.GetAsync("0@g.us");
        }

        Assert.Equal((3, 4), (harness.SenderKeys.GroupCount, harness.SenderKeys.DeviceCount));
        Assert.Equal(10, harness.Steering.CountOf(nameof(IBackend.GetSenderKeyDevicesAsync)));
        harness.Time.Advance(TimeSpan.FromHours(1));
        _ = await harness.SenderKeys.GetAsync("0@g.us");
        Assert.Equal((1, 2), (harness.SenderKeys.GroupCount, harness.SenderKeys.DeviceCount));
        harness.SenderKeys.Forget();
        Assert.Equal((0, 0), (harness.SenderKeys.GroupCount, harness.SenderKeys.DeviceCount));
    }

    [Fact]
    public async Task Hostile_devices_are_refused()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = Assert.Throws<StoreException>(() => harness.SenderKeys.Begin(Group, ["1@lid", "1:99999@lid"]));
        _ = Assert.Throws<StoreException>(() => harness.SenderKeys.Begin(Group, [.. Enumerable.Repeat("1@lid", SenderKeyDeviceMap.MaxDevicesPerGroup + 1)]));
        await harness.SenderKeys.MarkForgottenAsync(Group, "no jid");
        Assert.Empty(await harness.Store.GetSenderKeyDevicesAsync(Group));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("11", true)]
    [InlineData("2", false)]
    [InlineData("3", false)]
    [InlineData("1@lid", false)]
    public async Task A_rotation_is_needed_when_somebody_who_left_had_the_key_under_either_name(string removed, bool expected)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync("1", "11");
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { new SenderKeyDevice("1:4@lid", true), new SenderKeyDevice("2@lid", false) });
        Assert.Equal(expected, await Rotation(harness).IsNeededAsync(Group, [removed]));
    }

    [Fact]
    public async Task A_rotation_is_needed_when_nobody_can_tell()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        harness.Steering.FailNext(nameof(IBackend.GetSenderKeyDevicesAsync));
        Assert.True(await Rotation(harness).IsNeededAsync(Group, ["1"]));
        Assert.False(await Rotation(harness).IsNeededAsync(Group, ["1"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rotation_deletes_both_of_our_keys_and_all_rows_also_when_it_fails_half_way(bool fails)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { new SenderKeyDevice("1@lid", true) });
        _ = await harness.SenderKeys.GetAsync(Group);
        harness.Signal.Failure = fails ? Steering.Down() : null;
        var rotated = await Record.ExceptionAsync(() => Rotation(harness).RotateAsync(Group, new Jid[] { new("5", JidServers.Lid, 2), new("55", JidServers.PhoneNumber, 2) }).AsTask());

        Assert.Equal(fails, rotated is StoreException);
        Assert.Equal([$"sender keys {Group} 5:2@lid 55:2@s.whatsapp.net"], harness.Signal.Calls);
        Assert.Empty(await harness.Store.GetSenderKeyDevicesAsync(Group));
        Assert.False((await harness.SenderKeys.GetAsync(Group)).HasKey("1@lid"));
    }

    static GroupKeyRotation Rotation(DirectoryHarness harness) => new(harness.SenderKeys, harness.LidPn, harness.Signal);

    static List<string> Needing(GroupKeyHolders holders)
    {
        var needing = new List<string>();
        holders.CollectNeeding(s_devices, needing);
        return needing;
    }

    static async Task AcknowledgeAsync(DirectoryHarness harness, SenderKeyDistribution distribution)
    {
        var batch = new StoreBatch();
        distribution.AddTo(batch);
        await harness.Backend.CommitAsync(batch);
        distribution.Confirm();
    }
}
