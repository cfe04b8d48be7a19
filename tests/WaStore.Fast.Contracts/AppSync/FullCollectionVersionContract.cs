using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.AppSync;

/// <summary>What only a backend that keeps a row for a collection can tell.</summary>
public abstract class FullCollectionVersionContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_collection_synced_at_version_0_was_synced()
    {
        await Store.SetVersionAsync("regular", HashState.Empty);
        Assert.Equal(HashState.Empty, await Store.TryGetVersionAsync("regular"));

        await Store.DeleteVersionAsync("regular");
        Assert.Null(await Store.TryGetVersionAsync("regular"));
    }
}
