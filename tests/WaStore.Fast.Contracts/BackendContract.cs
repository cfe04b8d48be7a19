using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts;

/// <summary>A suite of facts about a backend; each fact gets a storage of its own.</summary>
/// <remarks>
/// What the members without a default promise, and the defaults that keep the promise, is in the plain suites: every backend runs them.
/// A suite named <c>Full…</c> asks for more than the defaults give; only a backend that implements all members runs it.
/// </remarks>
public abstract class BackendContract<TFactory> : IAsyncLifetime
    where TFactory : IBackendFactory
{
    protected BackendFixture Fixture { get; private set; } = null!;

    protected IBackend Store => Fixture.Backend;

    protected FakeTime Clock => Fixture.Clock;

    public async Task InitializeAsync() => Fixture = await TFactory.CreateAsync();

    public async Task DisposeAsync() => await Fixture.DisposeAsync();

    /// <summary>Another account of the same storage; the suite that asks for it needs a backend that has accounts.</summary>
    protected async Task<IBackend> OpenAccountAsync(int deviceId)
    {
        var account = await Fixture.OpenAccountAsync(deviceId);
        Assert.NotNull(account);
        return account;
    }

    protected async Task<IBackend> OpenProvisionedAccountAsync(int deviceId)
    {
        var account = await OpenAccountAsync(deviceId);
        Assert.True(await account.ProvisionAsync(deviceId, Sample.Keys(deviceId)));
        return account;
    }
}
