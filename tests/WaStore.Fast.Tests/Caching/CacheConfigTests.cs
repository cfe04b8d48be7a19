using WaStore.Fast.Caching;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Caching;

public sealed class CacheConfigTests
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public void The_defaults_are_the_references_newest()
    {
        var config = new CacheConfig();
        Assert.Equal(new CacheEntryConfig(s_hour, 250), config.GroupCache);
        Assert.Equal(new CacheEntryConfig(s_hour, 5_000), config.DeviceRegistryCache);
        Assert.Equal(new CacheEntryConfig(TimeSpan.FromMinutes(5), 0), config.RecentMessages);
        Assert.Equal(new CacheEntryConfig(s_hour, 500), config.MessageRetryCounts);
        Assert.Equal(new CacheEntryConfig(TimeSpan.FromMinutes(5), 1_000), config.UndecryptableDispatched);
        Assert.Equal(new CacheEntryConfig(TimeSpan.FromSeconds(30), 200), config.PdoPendingRequests);
        Assert.Equal(new CacheEntryConfig(TimeSpan.FromDays(1), 512), config.PdoRequested);
        Assert.Equal(new CacheEntryConfig(s_hour, 500), config.SenderKeyDevicesCache);
        Assert.Equal(new CacheEntryConfig(s_hour, 256), config.SessionRecreateHistory);
        Assert.Equal(10_000, new SignalCacheOptions().SessionLockCapacity);
        Assert.Equal((5_000, 512), (config.ChatLanesCapacity, config.GroupDistributionLocksCapacity));
        Assert.Equal((64, 512, 64), (config.GroupDevicesMemoCapacity, config.DmDevicesMemoCapacity, config.SkdmWarmMemoCapacity));
        Assert.Same(CacheStores.None, config.CacheStores);
    }

    [Fact]
    public void The_mappings_are_bounded_by_default_and_unbounded_by_option()
    {
        Assert.Equal(new CacheEntryConfig(s_hour, 10_000), new CacheConfig().LidPnCache);
        var unbounded = new CacheConfig { LidPnCache = new CacheEntryConfig(timeout: null, capacity: null) };
        Assert.Equal(new PortableCacheStatistics(), unbounded.LidPnCache.BuildWithTti<string, int>().Statistics);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheEntryConfig(TimeSpan.Zero, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheEntryConfig(null, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheEntryConfig(null, 1) with { Timeout = -s_hour });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheConfig { ChatLanesCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheConfig { GroupDistributionLocksCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheConfig { GroupDevicesMemoCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheConfig { DmDevicesMemoCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheConfig { SkdmWarmMemoCapacity = -1 });
    }

    [Fact]
    public async Task The_time_counts_from_the_last_write_or_from_the_last_access()
    {
        var time = new ManualTime();
        var entry = new CacheEntryConfig(s_hour, 10);
        var ttl = entry.BuildTypedTtl(null, "notes", static (string key) => key, CachingJson.Default.Note, time: time);
        var tti = entry.BuildTypedTti(null, "notes", static (string key) => key, CachingJson.Default.Note, time: time);
        await ttl.InsertAsync("a", new Note(1));
        await tti.InsertAsync("a", new Note(1));
        for (var i = 0; i < 2; i++)
        {
            time.Advance(s_hour / 2);
            Assert.Equal(i == 0, await ttl.GetAsync("a") is not null);
            Assert.NotNull(await tti.GetAsync("a"));
        }

        Assert.Equal(10, ttl.Local!.Statistics.Capacity);
        Assert.Equal(10, tti.Local!.Statistics.Capacity);
    }

    [Fact]
    public async Task A_store_is_given_the_time_as_time_to_live()
    {
        var store = new DictionaryCacheStore();
        var entry = new CacheEntryConfig(s_hour, 10);
        await entry.BuildTypedTtl(store, "ttl", static (string key) => key, CachingJson.Default.Note).InsertAsync("a", new Note(1));
        await entry.BuildTypedTti(store, "tti", static (string key) => key, CachingJson.Default.Note).InsertAsync("a", new Note(1));
        Assert.Equal([s_hour, s_hour], store.Rows.Values.Select(row => row.TimeToLive));
    }
}
