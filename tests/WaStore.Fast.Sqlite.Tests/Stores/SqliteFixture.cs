using WaStore.Fast.Contracts;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>A fresh database with one provisioned account, on the fixture's clock.</summary>
sealed class SqliteFixture : BackendFixture
{
    readonly TempFolder? _folder;

    SqliteFixture(TempFolder? folder, SqliteStore store)
    {
        _folder = folder;
        Store = store;
    }

    public override IBackend Backend => Store;

    internal SqliteStore Store { get; private set; }

    internal TestLogger Logger { get; } = new();

    internal static async ValueTask<BackendFixture> CreateAsync(int readers, bool inMemory = false, Action<SqliteOptions>? configure = null, Action<string>? prepare = null)
    {
        var folder = inMemory ? null : new TempFolder();
        var fixture = new SqliteFixture(folder, null!);
        var path = folder is null ? $"file:{Guid.NewGuid():N}?mode=memory&cache=shared" : folder.At("store.db");
        var options = new SqliteOptions { Readers = readers, TimeProvider = fixture.Clock, DeviceKeySource = Sample.KeySource, Logger = fixture.Logger };
        configure?.Invoke(options);
        prepare?.Invoke(path);
        fixture.Store = await SqliteStore.OpenAsync(path, options);
        Assert.True(await fixture.Store.ProvisionAsync(1, Sample.Keys(1)));
        return fixture;
    }

    public override ValueTask<IBackend?> OpenAccountAsync(int deviceId) => ValueTask.FromResult<IBackend?>(Store.Database.Account(deviceId));

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder?.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>A file as most bots open it.</summary>
public sealed class FileWithReader : IBackendFactory
{
    public static ValueTask<BackendFixture> CreateAsync() => SqliteFixture.CreateAsync(readers: 1);
}

/// <summary>A file that a newer upstream and chat-store have been at.</summary>
public sealed class FileOfNewerUpstream : IBackendFactory
{
    public static ValueTask<BackendFixture> CreateAsync() => SqliteFixture.CreateAsync(readers: 1, prepare: static path =>
    {
        using var witness = new Schema.WitnessConnection(path);
        _ = Sqlite.Schema.Migrator.Apply(witness);
        Schema.LaterUpstream.Migrate(witness);
        Schema.LaterUpstream.AddChatStore(witness);
    });
}

/// <summary>A file whose reads take turns with the writes.</summary>
public sealed class FileWithoutReaders : IBackendFactory
{
    public static ValueTask<BackendFixture> CreateAsync() => SqliteFixture.CreateAsync(readers: 0);
}

/// <summary>A shared database in memory.</summary>
public sealed class SharedMemory : IBackendFactory
{
    public static ValueTask<BackendFixture> CreateAsync() => SqliteFixture.CreateAsync(readers: 1, inMemory: true);
}
