using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>What notifications say of single devices (spec/caches.md 7.4 to 7.6, 7.10).</summary>
public sealed class DevicePatchTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";
    const string Group = "120363000000000001@g.us";

    [Fact]
    public async Task A_device_is_added_once_stored_and_cached()
    {
        await using var harness = await OpenAsync(0, 1);
        Assert.True((await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, 5, true))).IsChanged);
        Assert.False((await harness.Registry.AddDeviceAsync(Lid, new DeviceInfo(5, 6, true))).IsChanged);
        Assert.Equal(new DeviceInfo(5, 5, true), (await harness.Store.GetDevicesAsync(Lid))!.Devices[2]);

        // Only the hosted bit of a known device is taken.
        Assert.True((await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, 9, false))).IsChanged);
        Assert.Equal(new DeviceInfo(5, 5, false), (await harness.Registry.GetAsync(Phone))!.Devices[2]);
    }

    [Fact]
    public async Task Without_a_list_nothing_is_added()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        Assert.Equal(default, await harness.Registry.AddDeviceAsync("1", new DeviceInfo(5, 5, false)));
        Assert.Equal(default, await harness.Registry.UpdateDeviceAsync("1", 5, 5));
        Assert.Null(await harness.Store.GetDevicesAsync("1"));
    }

    [Fact]
    public async Task Signed_key_indexes_filter_the_list_and_the_new_device()
    {
        await using var harness = await OpenAsync(0, 1, 2, 9);
        var keys = AdvBytes.KeyIndexList(42, 8, 1, 5);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, 5, false), keys);
        Assert.Equal([0u, 1u, 9u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Equal(42u, (await harness.Store.GetDevicesAsync(Lid))!.RawId);

        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(6, 6, false), keys);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(7, null, false), keys);
        Assert.Equal([0u, 1u, 9u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
    }

    [Fact]
    public async Task Bytes_that_are_no_list_are_taken_leniently()
    {
        await using var harness = await OpenAsync(0, 1);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, null, false), new byte[] { 0xFF, 0x01 });
        Assert.Equal([0u, 1u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Equal(default, await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(70_000, 1, false)));
    }

    [Fact]
    public async Task A_missing_primary_device_comes_back()
    {
        await using var harness = await OpenAsync(3);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, 5, false), AdvBytes.KeyIndexList(null, 9, 3, 5));
        Assert.Equal([0u, 3u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
    }

    [Theory]
    [InlineData(5u, new uint[] { 0, 5 })]
    [InlineData(6u, new uint[] { 0 })]
    public async Task Another_raw_id_leaves_the_primary_device_and_the_added_one_if_it_is_valid(uint added, uint[] expected)
    {
        await using var harness = await OpenAsync(0, 1, 2);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(1, 1, false), AdvBytes.KeyIndexList(42, 8, 1, 2));
        Assert.Empty(harness.Signal.Calls);

        var patch = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(added, added, false), AdvBytes.KeyIndexList(43, 8, 1, 2, 5));
        Assert.Equal(new DevicePatch(true, true), patch);
        Assert.Equal(expected, DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Equal([$"companions {Lid} {Phone}"], harness.Signal.Calls);
    }

    [Fact]
    public async Task A_removed_device_loses_sessions_and_sender_key_rows_in_all_namespaces_and_only_its_groups_change()
    {
        await using var harness = await OpenAsync(0, 5);
        var (rowOfDevice, rowOfOther) = (new SenderKeyDevice($"{Lid}:5@lid", true), new SenderKeyDevice($"{Lid}@lid", true));
        await harness.Store.SetSenderKeyStatusAsync(Group, new[] { rowOfDevice, rowOfOther, new SenderKeyDevice($"{Phone}:5@hosted", true) });
        await harness.Store.SetSenderKeyStatusAsync("2@g.us", new[] { rowOfOther });
        var (holders, others) = (await harness.SenderKeys.GetAsync(Group), await harness.SenderKeys.GetAsync("2@g.us"));
        var version = others.Version;

        Assert.True((await harness.Registry.RemoveDeviceAsync(Phone, 5)).IsChanged);
        Assert.Equal([0u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync(Lid)));
        Assert.Equal([$"delete {Phone}:5@s.whatsapp.net {Lid}:5@lid {Phone}:5@hosted {Lid}:5@hosted.lid"], harness.Signal.Calls);
        Assert.Equal([rowOfOther], await harness.Store.GetSenderKeyDevicesAsync(Group));
        Assert.False(holders.HasKey(rowOfDevice.DeviceJid));
        Assert.Same(holders, await harness.SenderKeys.GetAsync(Group));
        Assert.Equal(version, others.Version);
    }

    [Fact]
    public async Task The_primary_device_is_never_removed()
    {
        await using var harness = await OpenAsync(0, 5);
        Assert.Equal(default, await harness.Registry.RemoveDeviceAsync(Phone, 0));
        _ = await harness.Registry.RemoveDeviceAsync(Phone, 70_000);
        Assert.Equal([0u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Empty(harness.Signal.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_on_the_way_leaves_the_list_as_it_was(bool ofSignal)
    {
        await using var harness = await OpenAsync(0, 5);
        if (ofSignal)
        {
            harness.Signal.Failure = Steering.Down();
        }
        else
        {
            harness.Steering.FailNext(nameof(IBackend.DeleteSenderKeyDeviceRowsAsync));
        }

        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Registry.RemoveDeviceAsync(Phone, 5).AsTask());
        Assert.Equal([0u, 5u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Equal([0u, 5u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync(Lid)));
    }

    [Fact]
    public async Task An_update_sets_the_key_index_of_a_known_device_and_nothing_else()
    {
        await using var harness = await OpenAsync(0, 5);
        Assert.True((await harness.Registry.UpdateDeviceAsync(Phone, 5, 77)).IsChanged);
        Assert.False((await harness.Registry.UpdateDeviceAsync(Phone, 6, 77)).IsChanged);
        Assert.Equal([new DeviceInfo(0, null, false), new DeviceInfo(5, 77, false)], (await harness.Store.GetDevicesAsync(Lid))!.Devices);
    }

    [Fact]
    public async Task Our_own_list_is_replaced_and_keeps_its_raw_id()
    {
        await using var harness = await OpenAsync(0, 5);
        _ = await harness.Registry.AddDeviceAsync(Phone, new DeviceInfo(5, 5, false), AdvBytes.KeyIndexList(42, 8, 5));
        await harness.Registry.ReplaceOwnDevicesAsync(Phone, [new(0, null, false), new(8, 1, false)]);
        Assert.Equal(new DeviceListRecord(Lid, [new(0, null, false), new(8, 1, false)], harness.Now, null, 42), await harness.Registry.GetAsync(Lid));
        await harness.Registry.ReplaceOwnDevicesAsync(Phone, []);
        Assert.NotNull(await harness.Registry.GetAsync(Lid));
    }

    [Fact]
    public async Task An_identity_change_drops_the_list_and_resets_what_had_an_identity()
    {
        await using var harness = await OpenAsync(0, 5);
        Assert.False(await harness.Registry.ApplyIdentityChangeAsync(new Jid(Phone, JidServers.PhoneNumber, 5), isOwn: false));
        Assert.False(await harness.Registry.ApplyIdentityChangeAsync(new Jid(Phone, JidServers.PhoneNumber), isOwn: true));
        Assert.NotNull(await harness.Registry.GetAsync(Phone));
        Assert.Empty(harness.Signal.Calls);

        Assert.False(await harness.Registry.ApplyIdentityChangeAsync(new Jid(Phone, JidServers.PhoneNumber), isOwn: false));
        Assert.Null(await harness.Registry.GetAsync(Phone));
        Assert.Equal(2, harness.Signal.Calls.Count);

        harness.Signal.HasIdentity = true;
        Assert.True(await harness.Registry.ApplyIdentityChangeAsync(new Jid(Phone, JidServers.PhoneNumber), isOwn: false));
        Assert.StartsWith($"reset {Phone}@s.whatsapp.net {Lid}@lid", harness.Signal.Calls[^2], StringComparison.Ordinal);
        Assert.StartsWith("sender keys status@broadcast", harness.Signal.Calls[^1], StringComparison.Ordinal);
    }

    static async Task<DirectoryHarness> OpenAsync(params uint[] devices)
    {
        var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        await harness.StoreDevicesAsync(Lid, devices);
        return harness;
    }
}
