using WaStore.Fast.Contracts;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>A fresh storage in memory with one provisioned account, on the fixture's clock.</summary>
sealed class InMemoryFixture : BackendFixture
{
    readonly InMemoryDatabase _database;

    InMemoryFixture() => _database = new InMemoryDatabase(new InMemoryOptions { TimeProvider = Clock, DeviceKeySource = Sample.KeySource });

    public override IBackend Backend => _database.Account(1);

    public override ValueTask<IBackend?> OpenAccountAsync(int deviceId) => ValueTask.FromResult<IBackend?>(_database.Account(deviceId));

    internal static async ValueTask<BackendFixture> CreateAsync()
    {
        var fixture = new InMemoryFixture();
        Assert.True(await fixture.Backend.ProvisionAsync(1, Sample.Keys(1)));
        return fixture;
    }
}

/// <summary>The backend in memory.</summary>
public sealed class Memory : IBackendFactory
{
    public static ValueTask<BackendFixture> CreateAsync() => InMemoryFixture.CreateAsync();
}
