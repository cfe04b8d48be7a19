using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class SenderKeyDeviceContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Devices_in_any_number_go_in_come_back_and_go(int size)
    {
        var devices = Sample.Many(size, i => new SenderKeyDevice($"1:{i}@lid", i % 2 == 0));
        await Store.SetSenderKeyStatusAsync("g1", Sample.Of(new SenderKeyDevice("bystander", true)));
        await Store.SetSenderKeyStatusAsync("g1", devices);
        Assert.Equal(
            devices.Append(new SenderKeyDevice("bystander", true)).OrderBy(device => device.DeviceJid, StringComparer.Ordinal), await DevicesOf("g1"));

        await Store.DeleteSenderKeyDeviceRowsAsync(devices.Select(device => device.DeviceJid).ToArray());
        Assert.Equal([new SenderKeyDevice("bystander", true)], await DevicesOf("g1"));
    }

    [Fact]
    public async Task Set_replaces_what_it_names_and_of_one_device_twice_the_last_wins()
    {
        await Store.SetSenderKeyStatusAsync("g1", Sample.Of(new SenderKeyDevice("a", false), new SenderKeyDevice("b", true)));
        await Store.SetSenderKeyStatusAsync("g1", Sample.Of(new SenderKeyDevice("a", false), new SenderKeyDevice("a", true)));

        Assert.Equal([new("a", true), new("b", true)], await DevicesOf("g1"));
    }

    [Fact]
    public async Task Of_one_device_twice_across_chunks_the_last_wins()
    {
        var devices = Sample.Many(1100, i => new SenderKeyDevice($"{i}", false));
        devices[^1] = new SenderKeyDevice("0", true);
        await Store.SetSenderKeyStatusAsync("g1", devices);

        Assert.Contains(new SenderKeyDevice("0", true), await DevicesOf("g1"));
        Assert.Equal(1099, (await DevicesOf("g1")).Count);
    }

    [Fact]
    public async Task Clearing_a_group_leaves_the_others()
    {
        await Store.SetSenderKeyStatusAsync("g1", Sample.Of(new SenderKeyDevice("a", true)));
        await Store.SetSenderKeyStatusAsync("g2", Sample.Of(new SenderKeyDevice("a", false)));
        await Store.ClearSenderKeyDevicesAsync("g1");
        await Store.ClearSenderKeyDevicesAsync("g1");

        Assert.Empty(await DevicesOf("g1"));
        Assert.Equal([new SenderKeyDevice("a", false)], await DevicesOf("g2"));
    }

    [Fact]
    public async Task Devices_are_deleted_in_all_groups()
    {
        foreach (var group in Sample.Of("g1", "g2", "g3"))
        {
            await Store.SetSenderKeyStatusAsync(group, Sample.Of(new SenderKeyDevice("a", true), new SenderKeyDevice("b", true), new SenderKeyDevice("c", true)));
        }

        await Store.DeleteSenderKeyDeviceRowsAsync(Sample.Of("a", "missing", "b", "a"));
        foreach (var group in Sample.Of("g1", "g2", "g3"))
        {
            Assert.Equal([new SenderKeyDevice("c", true)], await DevicesOf(group));
        }
    }

    [Fact]
    public async Task Clearing_all_clears_every_group()
    {
        await Store.SetSenderKeyStatusAsync("g1", Sample.Of(new SenderKeyDevice("a", true)));
        await Store.SetSenderKeyStatusAsync("g2", Sample.Of(new SenderKeyDevice("a", true)));
        await Store.ClearAllSenderKeyDevicesAsync();

        Assert.Empty(await DevicesOf("g1"));
        Assert.Empty(await DevicesOf("g2"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_group_and_a_device(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.SetSenderKeyStatusAsync(other, Sample.Of(new SenderKeyDevice(other, true)));
        }

        Assert.Empty(await DevicesOf(key));
        await Store.SetSenderKeyStatusAsync(key, Sample.Of(new SenderKeyDevice(key, true), new SenderKeyDevice("x", false)));
        Assert.Contains(new SenderKeyDevice(key, true), await DevicesOf(key));

        await Store.DeleteSenderKeyDeviceRowsAsync(Sample.Of(key));
        Assert.Equal([new SenderKeyDevice("x", false)], await DevicesOf(key));
        await Store.ClearSenderKeyDevicesAsync(key);
        Assert.Empty(await DevicesOf(key));
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            Assert.Equal([new SenderKeyDevice(other, true)], await DevicesOf(other));
        }
    }

    async Task<IReadOnlyList<SenderKeyDevice>> DevicesOf(string group) =>
        [.. (await Store.GetSenderKeyDevicesAsync(group)).OrderBy(device => device.DeviceJid, StringComparer.Ordinal)];
}
