using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Device;

/// <summary>Several accounts on one storage.</summary>
public abstract class FullAccountContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task An_account_exists_once_it_was_created()
    {
        var account = await OpenAccountAsync(42);
        Assert.False(await account.ExistsAsync());
        Assert.Null(await account.LoadAsync());

        Assert.Equal(42, await account.CreateAsync());
        Assert.True(await account.ExistsAsync());
        Assert.NotNull(await account.LoadAsync());
    }

    [Fact]
    public async Task Creating_uses_the_key_source_and_the_fresh_values()
    {
        var account = await OpenAccountAsync(42);
        _ = await account.CreateAsync();
        var device = (await account.LoadAsync())!;

        Assert.Equal(AppVersion.BuiltIn, device.AppVersion);
        Assert.Equal(1u, device.NextPreKeyId);
        Assert.Equal(1u, device.SignedPreKeyId);
        Assert.Equal(0u, device.FirstUnuploadPreKeyId);
        Assert.Equal(0, device.LoginCounter);
        Assert.Equal(FakeTime.Start * 1000, device.LastSignedPreKeyRotationMs);
        Assert.Equal((null, null, ""), (device.Lid, device.Pn, device.PushName));
        Assert.NotEqual(default, device.IdentityKey.Private);
    }

    [Fact]
    public async Task Creating_twice_is_a_database_error_and_changes_nothing()
    {
        var account = await OpenAccountAsync(42);
        _ = await account.CreateAsync();
        var before = await account.LoadAsync();

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await account.CreateAsync());
        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        Assert.False(thrown.IsBusyOrLocked);
        Assert.Equal(before, await account.LoadAsync());
    }

    [Fact]
    public async Task Provisioning_makes_the_row_once()
    {
        var account = await OpenAccountAsync(9);
        Assert.True(await Store.ProvisionAsync(9, Sample.Keys(9)));
        Assert.False(await account.ProvisionAsync(9, Sample.Keys(10)));

        Assert.Equal(DeviceRecord.NewFrom(Sample.Keys(9), Clock), await account.LoadAsync());
    }

    [Fact]
    public async Task Accounts_are_listed_in_ascending_order()
    {
        var second = await OpenProvisionedAccountAsync(30);
        _ = await OpenProvisionedAccountAsync(4);
        await second.SaveAsync((await second.LoadAsync())! with { Lid = "7@lid", Pn = "8@s.whatsapp.net", PushName = "p" });

        DeviceSummary[] expected = [new(Fixture.DeviceId, null, null, ""), new(4, null, null, ""), new(30, "7@lid", "8@s.whatsapp.net", "p")];
        Assert.Equal(expected.OrderBy(summary => summary.DeviceId), await Store.ListDevicesAsync());
    }

    [Fact]
    public async Task A_mapping_needs_the_device_row()
    {
        var account = await OpenAccountAsync(42);

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await account.PutLidMappingAsync(Sample.Mapping(1)));
        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        await Assert.ThrowsAsync<StoreException>(async () => await account.PutLidMappingsAsync(Sample.Many(3, Sample.Mapping)));
        Assert.Empty(await account.GetAllLidMappingsAsync());
    }

    [Fact]
    public async Task Resetting_leaves_a_new_device_and_nothing_else()
    {
        var other = await OpenProvisionedAccountAsync(2);
        await FilledAccount.FillAsync(Store);
        await FilledAccount.FillAsync(other);
        var untouched = await FilledAccount.DescribeAsync(other);

        await Store.ResetAsync(Fixture.DeviceId, Sample.Keys(77));

        Assert.Equal(DeviceRecord.NewFrom(Sample.Keys(77), Clock), await Store.LoadAsync());
        await other.ResetAsync(3, Sample.Keys(78));
        Assert.Equal(untouched, await FilledAccount.DescribeAsync(other));

        var fresh = await OpenAccountAsync(3);
        Assert.Equal(DeviceRecord.NewFrom(Sample.Keys(78), Clock), await fresh.LoadAsync());
        await fresh.SaveAsync((await Store.LoadAsync())!);
        Assert.Equal(await FilledAccount.DescribeAsync(fresh), await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task Removing_leaves_nothing_of_the_account_and_all_of_the_others()
    {
        var other = await OpenProvisionedAccountAsync(2);
        await FilledAccount.FillAsync(Store);
        await FilledAccount.FillAsync(other);
        var untouched = await FilledAccount.DescribeAsync(Store);

        await Store.RemoveAsync(2);
        await Store.RemoveAsync(2);

        Assert.False(await other.ExistsAsync());
        Assert.Equal(await FilledAccount.DescribeAsync(await OpenAccountAsync(99)), await FilledAccount.DescribeAsync(other));
        Assert.Equal(untouched, await FilledAccount.DescribeAsync(Store));
        Assert.Equal([Fixture.DeviceId], (await Store.ListDevicesAsync()).Select(summary => summary.DeviceId));
    }
}
