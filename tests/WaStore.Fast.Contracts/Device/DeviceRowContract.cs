using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Device;

public abstract class DeviceRowContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_full_row_comes_back()
    {
        await Store.SaveAsync(FullDevice.Record);

        Assert.Equal(FullDevice.Record, await Store.LoadAsync());
        Assert.True(await Store.ExistsAsync());
    }

    [Fact]
    public async Task Saving_sets_every_column_also_back_to_nothing()
    {
        var fresh = DeviceRecord.NewFrom(Sample.Keys(2), Clock);
        await Store.SaveAsync(FullDevice.Record);
        await Store.SaveAsync(fresh);

        Assert.Equal(fresh, await Store.LoadAsync());
    }

    [Fact]
    public async Task Empty_is_not_absent()
    {
        var device = FullDevice.Record with
        {
            Account = new AdvSignedDeviceIdentity(),
            EdgeRoutingInfo = ReadOnlyMemory<byte>.Empty,
            NctSalt = ReadOnlyMemory<byte>.Empty,
            PropsHash = "",
        };
        await Store.SaveAsync(device);

        Assert.Equal(device, await Store.LoadAsync());
    }

    [Fact]
    public async Task An_account_with_some_fields_empty_or_absent_comes_back()
    {
        var device = FullDevice.Record with { Account = new AdvSignedDeviceIdentity { Details = ReadOnlyMemory<byte>.Empty, DeviceSignature = Sample.Blob(64, 1) } };
        await Store.SaveAsync(device);

        Assert.Equal(device, await Store.LoadAsync());
    }
}
