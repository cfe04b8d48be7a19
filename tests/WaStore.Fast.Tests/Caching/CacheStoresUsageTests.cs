using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Caching;

/// <summary>The seeds' examples of stores of one's own, as a user writes them.</summary>
public sealed class CacheStoresUsageTests
{
    [Fact]
    public async Task One_store_for_all_caches()
    {
        var store = new DictionaryCacheStore();
        var config = new CacheConfig { CacheStores = CacheStores.All(store) };

        Assert.Same(store, config.CacheStores.GroupCache);
        Assert.Same(store, config.CacheStores.DeviceRegistryCache);
        Assert.Same(store, config.CacheStores.LidPnCache);
        await UseAsync(config);
        Assert.Equal(
            [("device_registry", "100000012345678"), ("lid_pn_by_lid", "100000012345678")],
            store.Rows.Keys.Order());
        Assert.Throws<ArgumentNullException>(() => CacheStores.All(null!));
    }

    [Fact]
    public async Task A_store_for_one_cache_and_the_process_for_the_others()
    {
        var store = new DictionaryCacheStore();
        var config = new CacheConfig
        {
            DeviceRegistryCache = new CacheEntryConfig(timeout: null, capacity: 1_000),
            CacheStores = new CacheStores { DeviceRegistryCache = store },
        };

        await UseAsync(config);
        var row = Assert.Single(store.Rows);
        Assert.Equal("device_registry", row.Key.Namespace);
        Assert.Null(row.Value.TimeToLive);
    }

    [Fact]
    public async Task A_distributed_cache_as_the_store()
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        await UseAsync(new CacheConfig { CacheStores = CacheStores.All(new DistributedCacheStore(cache, keyPrefix: "bot1:")) });
        Assert.NotNull(await cache.GetAsync("bot1:device_registry:100000012345678"));
    }

    /// <summary>What an account does with its config, here with the real records.</summary>
    static async Task UseAsync(CacheConfig config)
    {
        var registry = config.DeviceRegistryCache.BuildTypedTtl(
            config.CacheStores.DeviceRegistryCache, CacheNamespaces.DeviceRegistry, static (string user) => user, CachingJson.Default.DeviceListRecord);
        var list = new DeviceListRecord("100000012345678", [new DeviceInfo(0, null, false), new DeviceInfo(12, 3, true)], 1_700_000_000, "2:abc", 9);
        await registry.InsertAsync(list.User, list);
        var cached = await registry.GetAsync(list.User);
        Assert.Equal(list.Devices, cached!.Devices);
        Assert.Equal(list with { Devices = [] }, cached with { Devices = [] });

        var byLid = config.LidPnCache.BuildTypedTti(
            config.CacheStores.LidPnCache, CacheNamespaces.LidPnByLid, static (string lid) => lid, CachingJson.Default.LidPnMapping);
        var mapping = new LidPnMapping("100000012345678", "15550001111", 1, 2, "usync");
        await byLid.InsertAsync(mapping.Lid, mapping);
        Assert.Equal(mapping, await byLid.GetAsync(mapping.Lid));
    }
}
