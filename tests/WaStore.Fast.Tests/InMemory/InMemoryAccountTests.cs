using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>Several accounts in one storage, beyond what the contract says of them.</summary>
public sealed class InMemoryAccountTests
{
    readonly InMemoryDatabase _database = new(new InMemoryOptions { DeviceKeySource = Sample.KeySource });

    [Fact]
    public async Task A_new_account_takes_an_id_that_none_ever_had()
    {
        var first = await _database.CreateAccountAsync();
        Assert.Equal(1, first.DeviceId);
        Assert.True(await first.ProvisionAsync(40, Sample.Keys(40)));
        var next = await _database.CreateAccountAsync(Sample.Keys(41));
        Assert.Equal(41, next.DeviceId);
        Assert.Equal(Sample.Keys(41).IdentityKey, (await next.LoadAsync())!.IdentityKey);

        await first.RemoveAsync(41);
        Assert.Equal(42, (await _database.CreateAccountAsync()).DeviceId);
        await _database.Account(50).SaveAsync(FullDevice.Record);
        Assert.Equal(51, (await _database.CreateAccountAsync()).DeviceId);
        Assert.Equal([1, 40, 42, 50, 51], (await first.ListDevicesAsync()).Select(device => device.DeviceId));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _database.CreateAccountAsync(cancellationToken: Sample.Cancelled));
    }

    [Fact]
    public async Task Ids_end_where_the_contract_can_say_no_more()
    {
        Assert.True(await _database.Account(1).ProvisionAsync(int.MaxValue, Sample.Keys(1)));
        Assert.Equal(StoreErrorKind.Database, (await Assert.ThrowsAsync<StoreException>(async () => await _database.CreateAccountAsync())).Kind);
    }

    [Fact]
    public async Task Accounts_have_ids_from_one_and_a_source_of_keys_or_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _database.Account(0));
        var bare = new InMemoryBackend();
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await bare.CreateAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, thrown.Kind);
        Assert.Contains("ProvisionAsync", thrown.Message, StringComparison.Ordinal);
        Assert.False(await bare.ExistsAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await bare.Database.CreateAccountAsync())).Kind);
    }

    [Fact]
    public async Task Storages_share_nothing()
    {
        await FilledAccount.FillAsync(_database.Account(1));
        var other = new InMemoryBackend();

        Assert.Equal(await FilledAccount.DescribeAsync(_database.Account(2)), await FilledAccount.DescribeAsync(other));
        Assert.Empty(await other.ListDevicesAsync());
    }

    [Fact]
    public async Task The_uploaded_mark_is_kept_as_SQLite_keeps_it()
    {
        var store = _database.Account(1);
        Assert.Null(store.IsPreKeyUploaded(1));
        await store.StorePreKeysAsync(Sample.Many(3, i => new PreKeyEntry((uint)i, Sample.Blob(4, i))), uploaded: false);
        await store.MarkPreKeysUploadedAsync(Sample.Of(1u, 99u));
        Assert.Equal([false, true, false, null], Sample.Of(0u, 1u, 2u, 99u).Select(store.IsPreKeyUploaded));

        // A put replaces the mark, too, and a removed key stays removed.
        await store.StorePreKeyAsync(1, Sample.Blob(4, 9), uploaded: false);
        await store.RemovePreKeyAsync(2);
        await store.MarkPreKeysUploadedAsync(Sample.Of(2u));
        Assert.Equal([false, null], Sample.Of(1u, 2u).Select(store.IsPreKeyUploaded));
    }

    [Fact]
    public async Task There_is_no_folder_for_a_snapshot() =>
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await _database.Account(1).SnapshotAsync("name"))).Kind);

    [Fact]
    public async Task Five_hundred_accounts_write_at_once_and_each_keeps_its_own()
    {
        await Task.WhenAll(Sample.Many(500, i => Task.Run(async () =>
        {
            var account = _database.Account(i + 1);
            Assert.True(await account.ProvisionAsync(i + 1, Sample.Keys(i)));
            await account.PutSessionAsync("a", BitConverter.GetBytes(i));
        })));

        Assert.Equal(500, (await _database.Account(1).ListDevicesAsync()).Count);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(BitConverter.GetBytes(i), await _database.Account(i + 1).GetSessionAsync("a"));
        }
    }
}
