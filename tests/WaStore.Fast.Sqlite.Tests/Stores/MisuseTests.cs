using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Misuse beyond what the contract says of it.</summary>
public sealed class MisuseTests : StoreTest
{
    [Fact]
    public async Task Accounts_have_ids_from_one_and_a_source_of_keys_or_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Account(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SqliteStore.OpenForDeviceAsync(DatabasePath, -1));

        await using var bare = await SqliteStore.OpenForDeviceAsync(DatabasePath, 7);
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await bare.CreateAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, thrown.Kind);
        Assert.Contains("ProvisionAsync", thrown.Message, StringComparison.Ordinal);
        Assert.False(await bare.ExistsAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await bare.Database.CreateAccountAsync())).Kind);
    }

    [Fact]
    public async Task Nothing_works_after_the_database_is_closed()
    {
        var store = await SqliteStore.OpenAsync(DatabasePath);
        var view = await store.OpenSnapshotAsync();
        await view.DisposeAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetSessionAsync("a"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.PutSessionAsync("a", default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.OpenSnapshotAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await view.GetSessionAsync("a"));
        await Store.PutSessionAsync("a", default);
    }
}
