using WaStore.Fast.Caching;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>A directory over a steered backend in memory with one provisioned account, on a clock that goes when it is told to.</summary>
sealed class DirectoryHarness : IAsyncDisposable
{
    DirectoryHarness(CacheConfig config, IBackend store, ManualTime time)
    {
        Time = time;
        Config = config;
        Store = store;
        Backend = SteeredBackend.Of(store, Steering);
        Open();
    }

    public ManualTime Time { get; }

    public CacheConfig Config { get; }

    /// <summary>The store itself, past the steering.</summary>
    public IBackend Store { get; }

    public IBackend Backend { get; }

    public Steering Steering { get; } = new();

    public RecordingSignal Signal { get; } = new();

    public LidPnCache LidPn { get; private set; } = null!;

    public SenderKeyDeviceMap SenderKeys { get; private set; } = null!;

    public DeviceRegistry Registry { get; private set; } = null!;

    public LidPnLearner Learner { get; private set; } = null!;

    public GroupMetadata Groups { get; private set; } = null!;

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<DirectoryHarness> CreateAsync(CacheConfig? config = null)
    {
        var time = new ManualTime();
        time.Advance(TimeSpan.FromSeconds(1_790_000_000));
        var database = new InMemoryDatabase(new InMemoryOptions { TimeProvider = time, DeviceKeySource = Sample.KeySource });
        var store = database.Account(1);
        Assert.True(await store.ProvisionAsync(1, Sample.Keys(1)));
        return new DirectoryHarness((config ?? new CacheConfig()) with { TimeProvider = time }, store, time);
    }

    /// <summary>A directory anew over the same store: memory is lost.</summary>
    public void Open()
    {
        LidPn = new LidPnCache(Backend, Config);
        SenderKeys = new SenderKeyDeviceMap(Backend, Config);
        Registry = new DeviceRegistry(Backend, LidPn, Config, Signal, SenderKeys);
        Learner = new LidPnLearner(LidPn, Backend, Registry, Signal, Time);
        Groups = new GroupMetadata(Backend, Config);
    }

    public void Tick() => Time.Advance(TimeSpan.FromSeconds(1));

    /// <summary>Stores a mapping past the directory.</summary>
    public ValueTask StoreMappingAsync(string lid, string phone, long createdAt = 1_000, long? updatedAt = null, string source = "usync") =>
        Store.PutLidMappingAsync(new LidPnMapping(lid, phone, createdAt, updatedAt ?? createdAt, source));

    /// <summary>Stores a device list past the directory.</summary>
    public ValueTask StoreDevicesAsync(string user, params uint[] devices) => Store.UpdateDeviceListAsync(List(user, devices));

    /// <summary>A list whose devices have their id as key index, but for the primary one.</summary>
    public static DeviceListRecord List(string user, params uint[] devices) =>
        new(user, [.. devices.Select(id => new DeviceInfo(id, id == 0 ? null : id, false))], 1_000, null, null);

    public static List<uint> IdsOf(DeviceListRecord? record) => [.. (record?.Devices ?? []).Select(device => device.DeviceId)];

    public async ValueTask DisposeAsync()
    {
        Steering.Mend();
        Signal.Failure = null;
        await Learner.DisposeAsync();
    }
}
