using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Which calls wait for the disk, counted below SQLite: those after which something may reach the wire, and no other (design.md 3, a send).</summary>
[Collection(CountingVfs.Collection)]
public sealed class SyncedStoreTests
{
    [Fact]
    public async Task New_accounts_and_synced_batches_wait_for_the_disk_once_and_nothing_else_does()
    {
        CountingVfs.Register();
        using var folder = new TempFolder();
        // No checkpoint in between: it would sync the WAL too.
        var options = new SqliteOptions { DeviceKeySource = Sample.KeySource, CheckpointIdle = TimeSpan.FromHours(1) };
        await using var store = await SqliteStore.OpenAsync($"file:{folder.At("synced.db")}?vfs=wsfcount", options);
        await store.PutSessionAsync("a", default);

        Assert.Equal(1, await SyncsAsync(async () => _ = await store.CreateAsync()));
        Assert.Equal(1, await SyncsAsync(async () => _ = await store.ProvisionAsync(2, Sample.Keys(2))));
        Assert.Equal(1, await SyncsAsync(async () => await store.ResetAsync(2, Sample.Keys(3))));
        Assert.Equal(1, await SyncsAsync(async () => _ = await store.Database.CreateAccountAsync()));

        var batch = new StoreBatch { Synced = true };
        batch.PutSession("a", Sample.Blob(4, 1));
        Assert.Equal(1, await SyncsAsync(async () => await store.CommitAsync(batch)));
        batch.Synced = false;
        Assert.Equal(0, await SyncsAsync(async () => await store.CommitAsync(batch)));
        Assert.Equal(0, await SyncsAsync(async () => await store.PutSessionAsync("a", Sample.Blob(4, 2))));
        Assert.Equal(0, await SyncsAsync(async () => await store.SaveAsync((await store.LoadAsync())!)));
    }

    static async Task<int> SyncsAsync(Func<Task> call)
    {
        var before = CountingVfs.WalSyncs;
        await call();
        return CountingVfs.WalSyncs - before;
    }
}
