using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

/// <summary>A manager over a steered backend in memory, with a clock that goes when it is told to.</summary>
sealed class DeviceHarness : IAsyncDisposable
{
    public const string Commit = nameof(IBackend.CommitAsync);

    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    DeviceHarness(PersistenceManager manager, ManualTime time, Steering steering, InMemoryBackend store)
    {
        Manager = manager;
        Time = time;
        Steering = steering;
        Store = store;
    }

    public PersistenceManager Manager { get; }

    public ManualTime Time { get; }

    public Steering Steering { get; }

    /// <summary>The store itself, past the steering.</summary>
    public InMemoryBackend Store { get; }

    public static async Task<DeviceHarness> OpenAsync(InMemoryBackend? store = null)
    {
        var time = new ManualTime();
        var steering = new Steering();
        store ??= new InMemoryBackend(new InMemoryOptions { TimeProvider = time });
        _ = await store.ProvisionAsync(1, Sample.Keys(1));
        var manager = await PersistenceManager.OpenAsync(SteeredBackend.Of(store, steering), new PersistenceOptions { TimeProvider = time });
        return new DeviceHarness(manager, time, steering, store);
    }

    public ValueTask<Device> RenameAsync(string name) => Manager.ProcessCommandAsync(new DeviceCommand.SetPushName(name));

    public async Task<string> StoredNameAsync() => (await Store.LoadAsync())!.PushName;

    public static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Harness.Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "waited in vain");
            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Steering.Mend();
        await Manager.DisposeAsync();
    }
}
