using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>The devices of a group are remembered while nothing changes for its members (spec/caches.md 7.9).</summary>
public sealed class GroupDevicesMemoTests
{
    const string Group = "120363000000000001@g.us";

    static readonly GroupInfo s_info = GroupInfo.Create([GroupInfoTests.Member("1", null), GroupInfoTests.Member("2", null)], AddressingMode.Lid);

    [Fact]
    public async Task It_hits_until_a_member_changes_and_then_is_made_anew()
    {
        var (harness, memo) = await OpenAsync();
        await using var end = harness;
        var devices = await memo.GetAsync(Group, s_info);
        Assert.Equal(["1@lid", "1:3@lid", "2@lid"], devices.Devices.Select(jid => jid.ToString()));
        Assert.Same(devices, await memo.GetAsync(Group, s_info));

        // Somebody else, more often than the log is long if it were not looked at in between.
        for (var i = 0; i < 300; i++)
        {
            await harness.Registry.UpdateAsync(DirectoryHarness.List("9", 0));
            Assert.Same(devices, await memo.GetAsync(Group, s_info));
        }

        _ = await harness.Registry.AddDeviceAsync("2", new DeviceInfo(4, 4, false));
        Assert.Equal(4, (await memo.GetAsync(Group, s_info)).Devices.Count);
        Assert.InRange(harness.Steering.CountOf(nameof(IBackend.GetDeviceListsAsync)), 1, 2);
    }

    [Fact]
    public async Task Another_group_object_a_mapping_and_a_missing_list_are_no_hits()
    {
        var (harness, memo) = await OpenAsync();
        await using var end = harness;
        var devices = await memo.GetAsync(Group, s_info);
        Assert.NotSame(devices, await memo.GetAsync(Group, s_info.RemoveParticipants(["2"])));
        devices = await memo.GetAsync(Group, s_info);
        _ = await harness.Learner.LearnAsync(new LidPnPair("1", "11"), LearningSource.Usync);
        Assert.NotSame(devices, await memo.GetAsync(Group, s_info));

        var larger = s_info.AddParticipants([GroupInfoTests.Member("5", null)]);
        Assert.Equal(["5"], (await memo.GetAsync(Group, larger)).Missing);
        await harness.Registry.UpdateAsync(DirectoryHarness.List("5", 0));
        Assert.Empty((await memo.GetAsync(Group, larger)).Missing);
    }

    [Fact]
    public async Task Over_a_custom_store_nothing_is_remembered()
    {
        var (harness, memo) = await OpenAsync(new CacheConfig { CacheStores = CacheStores.All(new Caching.DictionaryCacheStore()) });
        await using var end = harness;
        Assert.NotSame(await memo.GetAsync(Group, s_info), await memo.GetAsync(Group, s_info));
    }

    static async Task<(DirectoryHarness Harness, GroupDevicesMemo Memo)> OpenAsync(CacheConfig? config = null)
    {
        var harness = await DirectoryHarness.CreateAsync(config);
        await harness.StoreDevicesAsync("1", 0, 3);
        await harness.StoreDevicesAsync("2", 0);
        return (harness, new GroupDevicesMemo(harness.Registry, harness.Config));
    }
}
