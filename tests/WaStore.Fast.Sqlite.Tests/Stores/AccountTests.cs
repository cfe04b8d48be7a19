using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Several accounts in one file, beyond what the contract says of them.</summary>
public sealed class AccountTests : StoreTest
{
    [Fact]
    public async Task A_new_account_takes_an_id_that_none_ever_had()
    {
        var database = Store.Database;
        Assert.Equal(2, (await database.CreateAccountAsync()).DeviceId);
        Assert.True(await Store.ProvisionAsync(40, Sample.Keys(40)));
        var next = await database.CreateAccountAsync(Sample.Keys(41));
        Assert.Equal(41, next.DeviceId);
        Assert.Equal(Sample.Keys(41).IdentityKey, (await next.LoadAsync())!.IdentityKey);

        await Store.RemoveAsync(41);
        Assert.Equal(42, (await database.CreateAccountAsync()).DeviceId);
        Assert.Equal([1, 2, 40, 42], (await Store.ListDevicesAsync()).Select(device => device.DeviceId));
    }

    [Fact]
    public async Task A_handle_of_somebody_elses_database_leaves_it_open()
    {
        await using (var handle = Account(2))
        {
            await handle.PutSessionAsync("a", default);
        }

        Assert.True(await Account(2).HasSessionAsync("a"));
    }

    [Fact]
    public async Task Times_of_32_bits_are_cut_as_the_reference_cuts_them()
    {
        Clock.Advance(0x1_0000_0005 - Clock.Seconds);
        await Store.SaveBaseKeyAsync("a", "m", Sample.Blob(4, 1));
        await Store.UpdateDeviceListAsync(Sample.DeviceList("u", 1) with { Timestamp = 0x1_0000_0007 });

        using var witness = Witness();
        Assert.Equal([5L], witness.QueryRows("SELECT created_at FROM base_keys")[0]);
        Assert.Equal([7L, 5L], witness.QueryRows("SELECT timestamp, updated_at FROM device_registry")[0]);
        Assert.Equal(7, (await Store.GetDevicesAsync("u"))!.Timestamp);
    }

    [Fact]
    public async Task A_file_of_a_later_upstream_is_read_and_written()
    {
        var path = DatabasePath;
        using (var witness = Witness())
        {
            Schema.LaterUpstream.Migrate(witness);
        }

        await using var later = await SqliteStore.OpenAsync(path, new SqliteOptions { DeviceKeySource = Sample.KeySource });
        await FilledAccount.FillAsync(later);
        var filled = await FilledAccount.DescribeAsync(later);
        // The handle that was open before has chosen its statements by the older schema, and chooses again.
        Assert.Equal(filled, await FilledAccount.DescribeAsync(Store));
        foreach (var store in new[] { later, Store })
        {
            foreach (var write in EveryWrite.All)
            {
                await write.RunAsync(store, 1, CancellationToken.None);
            }
        }
    }
}
