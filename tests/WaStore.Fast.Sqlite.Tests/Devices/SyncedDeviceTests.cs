using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Sqlite.Tests.Engine;

namespace WaStore.Fast.Sqlite.Tests.Devices;

/// <summary>Every save of the device waits for the disk, once, counted below SQLite (design.md 3, a send).</summary>
[Collection(CountingVfs.Collection)]
public sealed class SyncedDeviceTests
{
    static readonly PersistenceOptions s_options = new() { SaveDelay = TimeSpan.FromMilliseconds(1), DeviceKeySource = Sample.KeySource };

    [Fact]
    public async Task New_devices_saves_and_uploads_wait_for_the_disk_once()
    {
        CountingVfs.Register();
        using var folder = new Stores.TempFolder();
        // No checkpoint in between: it would sync the WAL too.
        var options = new SqliteOptions { CheckpointIdle = TimeSpan.FromHours(1) };
        await using var store = await SqliteStore.OpenAsync($"file:{folder.At("device.db")}?vfs=wsfcount", options);
        await store.PutSessionAsync("a", default);

        PersistenceManager manager = null!;
        Assert.Equal(1, await SyncsAsync(async () => manager = await PersistenceManager.OpenAsync(store, s_options)));
        Assert.Equal(1, await SyncsAsync(async () =>
        {
            _ = await manager.ProcessCommandAsync(new DeviceCommand.SetPushName("saved behind"));
            while (manager.IsDirty)
            {
                await Task.Delay(1);
            }
        }));
        Assert.Equal("saved behind", (await store.LoadAsync())!.PushName);
        // Were it not synced yet, this could not do it: SQLite writes no page for a row that stays the same.
        Assert.Equal(0, await SyncsAsync(async () => await manager.FlushAsync()));
        // Keys and watermark before the server, marks after it.
        Assert.Equal(1, await SyncsAsync(async () =>
            _ = await Assert.ThrowsAsync<TimeoutException>(() => new PreKeyPool(manager, new Keys()).UploadAsync((_, _) => throw new TimeoutException()).AsTask())));
        Assert.Equal(1, await SyncsAsync(async () => Assert.Equal(812, await new PreKeyPool(manager, new Keys()).UploadAsync((_, _) => default))));
        Assert.Equal(0, await SyncsAsync(async () => await manager.DisposeAsync()));
    }

    static async Task<int> SyncsAsync(Func<Task> call)
    {
        var before = CountingVfs.WalSyncs;
        await call();
        return CountingVfs.WalSyncs - before;
    }

    sealed class Keys : IPreKeySource
    {
        public ReadOnlyMemory<byte> Create(uint id) => BitConverter.GetBytes(id);
    }
}
