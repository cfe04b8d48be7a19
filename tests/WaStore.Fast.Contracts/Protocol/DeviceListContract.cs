using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class DeviceListContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Absent_list_is_null() => Assert.Null(await Store.GetDevicesAsync("user"));

    [Fact]
    public async Task Every_field_comes_back_and_is_replaced_by_null_too()
    {
        var full = new DeviceListRecord(
            "user", [new DeviceInfo(0, null, false), new DeviceInfo(uint.MaxValue, uint.MaxValue, true), new DeviceInfo(5, 0, false)], 1_700_000_000, "2:abc", uint.MaxValue);
        await Store.UpdateDeviceListAsync(full);
        Assert.Equal(full, await Store.GetDevicesAsync("user"));

        var bare = new DeviceListRecord("user", [], 0, null, null);
        await Store.UpdateDeviceListAsync(bare);
        Assert.Equal(bare, await Store.GetDevicesAsync("user"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2:\"quoted\\'")]
    public async Task Phash_is_any_text(string phash)
    {
        var record = Sample.DeviceList("user", 1) with { Phash = phash };
        await Store.UpdateDeviceListAsync(record);

        Assert.Equal(record, await Store.GetDevicesAsync("user"));
    }

    [Fact]
    public async Task A_long_list_keeps_its_order()
    {
        var record = new DeviceListRecord("user", Sample.Many(2000, i => new DeviceInfo((uint)(7919 * i % 2003), (uint)i, i % 2 == 0)), 1, null, 3);
        await Store.UpdateDeviceListAsync(record);

        Assert.Equal(record, await Store.GetDevicesAsync("user"));
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Lists_in_any_number_go_in_and_come_back(int size)
    {
        var records = Sample.Many(size, i => Sample.DeviceList($"user{i}", i));
        await Store.UpdateDeviceListsAsync(records);

        var found = await Store.GetDeviceListsAsync(records.Select(record => record.User).ToArray());
        Assert.Equal(size, found.Count);
        Assert.All(records, record => Assert.Equal(record, found[record.User]));
    }

    [Fact]
    public async Task Of_one_user_twice_the_last_wins_and_is_answered_once()
    {
        await Store.UpdateDeviceListsAsync(Sample.Of(Sample.DeviceList("user", 1), Sample.DeviceList("other", 2), Sample.DeviceList("user", 3)));

        var found = await Store.GetDeviceListsAsync(Sample.Many(1200, i => i % 2 == 0 ? "user" : $"m{i}"));
        Assert.Equal(Sample.DeviceList("user", 3), Assert.Single(found).Value);
    }

    [Fact]
    public async Task Delete_forgets_the_user_and_nobody_else()
    {
        await Store.UpdateDeviceListsAsync(Sample.Of(Sample.DeviceList("user", 1), Sample.DeviceList("user2", 2)));
        await Store.DeleteDevicesAsync("user");
        await Store.DeleteDevicesAsync("user");

        Assert.Null(await Store.GetDevicesAsync("user"));
        Assert.NotNull(await Store.GetDevicesAsync("user2"));
        Assert.True(await Store.ExistsAsync());
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_user(string name)
    {
        var key = HostileKeys.Get(name);
        await Store.UpdateDeviceListsAsync(HostileKeys.All.Where(other => other != key).Select(other => Sample.DeviceList(other, 1)).ToArray());
        Assert.Null(await Store.GetDevicesAsync(key));

        await Store.UpdateDeviceListAsync(Sample.DeviceList(key, 2));
        Assert.Equal(Sample.DeviceList(key, 2), (await Store.GetDeviceListsAsync(Sample.Of(key)))[key]);
        await Store.DeleteDevicesAsync(key);
        Assert.Equal(HostileKeys.All.Count - 1, (await Store.GetDeviceListsAsync(HostileKeys.All.ToArray())).Count);
    }
}
