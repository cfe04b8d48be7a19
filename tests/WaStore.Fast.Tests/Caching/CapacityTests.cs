using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

public sealed class CapacityTests
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    [Fact]
    public void Beyond_the_capacity_the_one_inserted_first_goes()
    {
        var cache = Caches.Of(capacity: 3);
        Insert(cache, "a", "b", "c", "d", "e");

        Assert.Equal(["c", "d", "e"], cache.Keys());
        Assert.Equal(new PortableCacheStatistics(3, 3, Evictions: 2, Expirations: 0, BlockedEvictions: 0), cache.Statistics);
    }

    [Fact]
    public void Writing_or_reading_a_key_again_keeps_its_place()
    {
        var cache = Caches.Of(capacity: 3);
        Insert(cache, "a", "b", "c");
        cache.Insert("a", 2);
        _ = cache.Read("a");
        Insert(cache, "d");

        Assert.Equal(["b", "c", "d"], cache.Keys());
    }

    [Theory]
    [InlineData("a", "c,d,e")]
    [InlineData("b", "c,d,e")]
    [InlineData("c", "b,d,e")]
    public void A_removed_key_leaves_no_gap_in_the_order(string removed, string left)
    {
        var cache = Caches.Of(capacity: 3);
        Insert(cache, "a", "b", "c");
        cache.Invalidate(removed);
        Insert(cache, "d");
        Assert.Equal(3, cache.EntryCount);
        Insert(cache, "e");

        Assert.Equal(left, string.Join(',', cache.Keys()));
    }

    [Fact]
    public async Task Without_capacity_nothing_is_kept_and_loads_are_answered()
    {
        var cache = Caches.Of(capacity: 0);
        cache.Insert("a", 1);

        Assert.Null(cache.Read("a"));
        Assert.True(cache.TryAdd("a", 1));
        Assert.Equal(5, cache.Upsert("a", 5, static (five, exists, _) => exists ? 0 : five));
        Assert.Equal(7, await cache.GetOrAddAsync("a", 7, static (seven, _, _) => new ValueTask<int>(seven)));
        Assert.Equal(0, cache.EntryCount);
    }

    [Fact]
    public void What_is_expired_goes_before_what_is_not()
    {
        var time = new ManualTime();
        var cache = Caches.Of(capacity: 2, tti: s_limit, time: time);
        Insert(cache, "hot", "cold");
        time.Advance(s_limit / 2);
        _ = cache.Read("hot");
        time.Advance(s_limit / 2);
        Insert(cache, "new");

        Assert.Equal(["hot", "new"], cache.Keys());
        Assert.Equal(new PortableCacheStatistics(2, 2, Evictions: 0, Expirations: 1, BlockedEvictions: 0), cache.Statistics);
    }

    [Fact]
    public void An_entry_in_use_is_passed_over()
    {
        var cache = Caches.Guarded(2, value => value == 1);
        cache.Insert("held", 1);
        cache.Insert("free", 0);
        cache.Insert("new", 0);

        Assert.Equal(1, cache.Read("held"));
        Assert.Null(cache.Read("free"));
        Assert.Equal(0, cache.Read("new"));
        Assert.Equal(0, cache.Statistics.BlockedEvictions);
    }

    [Fact]
    public void With_all_in_use_the_cache_goes_over_its_capacity_and_returns_to_it()
    {
        var isInUse = true;
        var cache = Caches.Guarded(3, _ => isInUse);
        Insert(cache, "a", "b", "c", "d", "e");
        Assert.Equal(new PortableCacheStatistics(5, 3, Evictions: 0, Expirations: 0, BlockedEvictions: 2), cache.Statistics);

        isInUse = false;
        Insert(cache, "f");
        Assert.Equal(3, cache.EntryCount);
        Assert.Equal(0, cache.Read("f"));
    }

    [Fact]
    public void An_insertion_looks_at_a_bounded_number_of_entries_in_use()
    {
        const int Held = 10_000;
        var looks = 0;
        var cache = Caches.Guarded(Held, value =>
        {
            looks++;
            return value == 1;
        });
        for (var i = 0; i < Held; i++)
        {
            cache.Insert($"held {i}", 1);
        }

        looks = 0;
        var most = 0;
        var peak = 0;
        for (var i = 0; i < Held; i++)
        {
            cache.Insert($"free {i}", 0);
            most = Math.Max(most, looks);
            looks = 0;
            peak = Math.Max(peak, cache.EntryCount);
        }

        Assert.InRange(most, 1, 8);
        Assert.InRange(peak, Held + 1, Held + (Held / 4));
        Assert.All(Enumerable.Range(0, Held), i => Assert.Equal(1, cache.Read($"held {i}")));
    }

    [Fact]
    public void A_guarded_cache_knows_no_time()
    {
        Assert.Throws<ArgumentException>(() => new PortableCache<string, int>(new() { EvictionGuard = _ => true, TimeToLive = s_limit }));
        Assert.Throws<ArgumentException>(() => new PortableCache<string, int>(new() { EvictionGuard = _ => true, TimeToIdle = s_limit }));
    }

    [Fact]
    public void A_guard_that_throws_fails_the_insertion_and_nothing_else()
    {
        var cache = Caches.Guarded(1, value => value == 1 ? throw new InvalidDataException() : false);
        cache.Insert("a", 1);
        Assert.Throws<InvalidDataException>(() => cache.Insert("b", 0));
        Assert.Equal(["a"], cache.Keys());
        cache.Insert("a", 0);
        cache.Insert("b", 0);
        Assert.Equal(["b"], cache.Keys());
    }

    [Fact]
    public void Bounds_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Caches.Of(capacity: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Caches.Of(ttl: TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Caches.Of(tti: -s_limit));
        Assert.Throws<ArgumentNullException>(() => new PortableCache<string, int>(new() { TimeProvider = null! }));
    }

    static void Insert(PortableCache<string, int> cache, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            cache.Insert(key, 0);
        }
    }
}
