using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>A bed over a steered backend in memory.</summary>
public abstract class FanOutTest : IAsyncLifetime
{
    protected Steering Steering { get; } = new();

    /// <summary>The store itself, past the steering.</summary>
    protected IBackend Store { get; } = new InMemoryDatabase(new InMemoryOptions()).Account(1);

    internal FanOutBed Bed { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assert.True(await Store.ProvisionAsync(1, Contracts.Samples.Sample.Keys(1)));
        Bed = await FanOutBed.CreateAsync(SteeredBackend.Of(Store, Steering), Configure(new CacheConfig()));
    }

    public async Task DisposeAsync()
    {
        Steering.Mend();
        await Bed.DisposeAsync();
    }

    protected virtual CacheConfig Configure(CacheConfig config) => config;
}

static class FanOutBedPlans
{
    /// <summary>A plan for what it says.</summary>
    internal static async Task<GroupSendPlan<ChainRecord, ChainRecord>> PlanAndDisposeAsync(this FanOutBed bed, GroupInfo info, FanOutOptions? options = null)
    {
        using var plan = await bed.PlanAsync(info, options);
        return plan;
    }
}
