using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

public sealed class DistributedCacheStoreTests
{
    readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions { SizeLimit = null }));

    public static TheoryData<string> Rules => CacheStoreRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public Task Every_rule_of_a_store_holds(string rule) => CacheStoreRules.CheckAsync(rule, Make());

    [Fact]
    public async Task Accounts_are_told_apart_by_their_prefix()
    {
        var one = Make("bot1:");
        var two = Make("bot2:");
        await one.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        await two.SetAsync("group", "a", "2"u8.ToArray(), timeToLive: null);
        await two.ClearAsync("group");
        Assert.Equal("1", Caches.Text(await one.GetAsync("group", "a")));
        Assert.Null(await two.GetAsync("group", "a"));
    }

    [Fact]
    public async Task Another_process_sees_what_is_set_and_cleared()
    {
        var here = Make();
        var there = Make();
        await here.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        Assert.Equal("1", Caches.Text(await there.GetAsync("group", "a")));
        await here.ClearAsync("group");
        Assert.Null(await there.GetAsync("group", "a"));

        await there.SetAsync("group", "b", "2"u8.ToArray(), timeToLive: null);
        Assert.Equal("2", Caches.Text(await here.GetAsync("group", "b")));
    }

    [Fact]
    public async Task A_write_under_an_outdated_generation_is_lost_and_never_brings_anything_back()
    {
        var here = Make();
        var there = Make();
        await there.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        await here.ClearAsync("group");
        // Knows nothing of the clear: it was on its way when that happened.
        await there.SetAsync("group", "a", "old"u8.ToArray(), timeToLive: null);
        Assert.Null(await here.GetAsync("group", "a"));
        // It learns of it by its next read.
        Assert.Null(await there.GetAsync("group", "a"));
        await there.SetAsync("group", "a", "new"u8.ToArray(), timeToLive: null);
        Assert.Equal("new", Caches.Text(await here.GetAsync("group", "a")));
    }

    [Fact]
    public async Task A_generation_that_the_cache_lost_brings_nothing_back()
    {
        var store = Make();
        await store.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        await _cache.RemoveAsync("bot:group");
        Assert.Null(await store.GetAsync("group", "a"));
        await store.SetAsync("group", "b", "2"u8.ToArray(), timeToLive: null);
        Assert.Equal("2", Caches.Text(await store.GetAsync("group", "b")));
        Assert.Null(await store.GetAsync("group", "a"));
        Assert.Null(await Make().GetAsync("group", "a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public async Task What_is_not_ours_or_of_another_version_is_absent(int length)
    {
        var store = Make();
        await store.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        var foreign = Enumerable.Repeat((byte)2, length).ToArray();
        await _cache.SetAsync("bot:group:a", foreign, new DistributedCacheEntryOptions());
        Assert.Null(await store.GetAsync("group", "a"));
        await store.SetAsync("group", "a", "2"u8.ToArray(), timeToLive: null);
        Assert.Equal("2", Caches.Text(await store.GetAsync("group", "a")));

        await _cache.SetAsync("bot:group", foreign, new DistributedCacheEntryOptions());
        Assert.Null(await store.GetAsync("group", "a"));
        await store.SetAsync("group", "a", "3"u8.ToArray(), timeToLive: null);
        Assert.Equal("3", Caches.Text(await store.GetAsync("group", "a")));
    }

    [Fact]
    public async Task A_namespace_has_no_colon_and_the_count_is_not_known()
    {
        var store = Make();
        _ = await Assert.ThrowsAsync<ArgumentException>(async () => await store.GetAsync("group:a", "b"));
        _ = await Assert.ThrowsAsync<ArgumentException>(async () => await store.ClearAsync("group:a"));
        Assert.Null(await ((ICacheStore)store).CountAsync("group"));
    }

    [Fact]
    public async Task Writes_that_begin_at_the_same_time_agree_on_one_generation()
    {
        var store = Make();
        await Parallel.ForAsync(0, 50, async (i, cancellationToken) => await store.SetAsync("group", $"{i}", "1"u8.ToArray(), null, cancellationToken));
        for (var i = 0; i < 50; i++)
        {
            Assert.NotNull(await store.GetAsync("group", $"{i}"));
        }
    }

    DistributedCacheStore Make(string prefix = "bot:") => new(_cache, prefix);
}
