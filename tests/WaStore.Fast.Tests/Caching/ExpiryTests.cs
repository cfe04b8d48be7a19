using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

public sealed class ExpiryTests
{
    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(16);
    static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    readonly ManualTime _time = new();

    [Fact]
    public void An_entry_is_gone_when_it_is_as_old_as_its_time_to_live()
    {
        var cache = Caches.Of(ttl: s_limit, time: _time);
        cache.Insert("a", 1);
        _time.Advance(s_limit - s_tick);
        Assert.Equal(1, cache.Read("a"));
        _time.Advance(s_tick);
        Assert.Null(cache.Read("a"));
        Assert.Equal(0, cache.EntryCount);
    }

    [Fact]
    public void A_write_starts_the_time_to_live_anew_and_a_read_does_not()
    {
        var cache = Caches.Of(ttl: s_limit, time: _time);
        cache.Insert("a", 1);
        cache.Insert("b", 1);
        _time.Advance(s_limit / 2);
        cache.Insert("a", 2);
        Assert.Equal(1, cache.Read("b"));
        _time.Advance(s_limit / 2);
        Assert.Equal(2, cache.Read("a"));
        Assert.Null(cache.Read("b"));
    }

    [Fact]
    public void An_entry_that_nobody_reads_is_gone_after_its_time_to_idle()
    {
        var cache = Caches.Of(tti: s_limit, time: _time);
        cache.Insert("a", 1);
        _time.Advance(s_limit);
        Assert.Null(cache.Read("a"));
    }

    [Fact]
    public void A_read_past_the_tolerance_starts_the_time_to_idle_anew()
    {
        var cache = Caches.Of(tti: s_limit, time: _time);
        cache.Insert("a", 1);
        _time.Advance(s_tolerance + s_tick);
        Assert.Equal(1, cache.Read("a"));
        _time.Advance(s_limit - s_tick);
        Assert.Equal(1, cache.Read("a"));
    }

    [Fact]
    public void A_read_within_the_tolerance_does_not_so_the_entry_goes_early_and_never_late()
    {
        var cache = Caches.Of(tti: s_limit, time: _time);
        cache.Insert("a", 1);
        _time.Advance(s_tolerance);
        Assert.Equal(1, cache.Read("a"));
        _time.Advance(s_limit - s_tolerance - s_tick);
        Assert.Equal(1, cache.TryAdd("a", 2) ? 2 : 1);
        _time.Advance(s_tick);
        Assert.Null(cache.Read("a"));
    }

    [Fact]
    public void An_entry_that_is_read_all_the_time_dies_at_its_time_to_live()
    {
        var cache = Caches.Of(ttl: s_limit * 3, tti: s_limit, time: _time);
        cache.Insert("a", 1);
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(s_limit / 2);
            Assert.Equal(1, cache.Read("a"));
        }

        _time.Advance(s_limit / 2);
        Assert.Null(cache.Read("a"));
    }

    [Fact]
    public async Task What_is_expired_is_absent_at_every_door()
    {
        var cache = Caches.Of(ttl: s_limit, time: _time);
        foreach (var key in new[] { "removed", "added", "upserted", "loaded", "listed" })
        {
            cache.Insert(key, 1);
        }

        _time.Advance(s_limit);
        Assert.Empty(cache.Snapshot());
        Assert.False(cache.TryRemove("removed", out _));
        Assert.True(cache.TryAdd("added", 2));
        Assert.Equal(2, cache.Upsert("upserted", 0, static (_, exists, _) => exists ? 0 : 2));
        Assert.Equal(2, await cache.GetOrAddAsync("loaded", 2, static (two, _, _) => new ValueTask<int>(two)));
        Assert.Equal(["added", "upserted", "loaded"], cache.Keys());
    }

    [Fact]
    public void A_cache_without_a_time_reads_no_clock_and_a_miss_reads_none_either()
    {
        var timeless = Caches.Of(capacity: 2, time: _time);
        for (var i = 0; i < 5; i++)
        {
            timeless.Insert($"{i}", i);
            _ = timeless.Read($"{i}");
        }

        timeless.RunPendingTasks();
        Assert.Equal(0, _time.TimestampsRead);

        var timed = Caches.Of(ttl: s_limit, tti: s_limit, time: _time);
        Assert.Null(timed.Read("absent"));
        Assert.False(timed.TryRemove("absent", out _));
        Assert.Equal(0, _time.TimestampsRead);
    }

    [Fact]
    public void Setting_the_wall_clock_changes_nothing()
    {
        var cache = Caches.Of(ttl: s_limit, time: _time);
        cache.Insert("a", 1);
        _time.SetWallClock(TimeSpan.FromDays(365));
        Assert.Equal(1, cache.Read("a"));
        _time.SetWallClock(TimeSpan.FromDays(-730));
        _time.Advance(s_limit);
        Assert.Null(cache.Read("a"));
    }

    [Fact]
    public void Running_pending_tasks_collects_what_is_expired_by_either_time()
    {
        var cache = Caches.Of(ttl: s_limit, tti: s_limit / 2, time: _time);
        for (var i = 0; i < 100; i++)
        {
            cache.Insert($"{i}", i);
        }

        _time.Advance(s_limit / 4);
        _ = cache.Read("7");
        cache.Insert("new", 1);
        _time.Advance(s_limit / 4);
        cache.RunPendingTasks();
        Assert.Equal(["7", "new"], cache.Keys());
        Assert.Equal(2, cache.EntryCount);
        _time.Advance(s_limit / 2);
        cache.RunPendingTasks();
        Assert.Equal(new PortableCacheStatistics(0, null, Evictions: 0, Expirations: 101, BlockedEvictions: 0), cache.Statistics);
    }

    [Fact]
    public void Writes_collect_what_is_expired_so_that_it_does_not_pile_up()
    {
        var cache = Caches.Of(ttl: s_limit, time: _time);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Insert($"{i}", i);
            _time.Advance(s_limit / 10);
        }

        Assert.InRange(cache.EntryCount, 1, 20);
    }

    [Fact]
    public void A_burst_of_reads_past_the_tolerance_leaves_one_live_entry_in_its_place()
    {
        var cache = Caches.Of(capacity: 2, tti: s_limit, time: _time);
        cache.Insert("a", 1);
        cache.Insert("b", 2);
        for (var round = 0; round < 50; round++)
        {
            _time.Advance(s_tolerance + s_tick);
            Parallel.For(0, 16, i => Assert.NotNull(cache.Read(i % 2 == 0 ? "a" : "b")));
        }

        _time.Advance(s_limit - s_tick);
        Assert.Equal(["a", "b"], cache.Keys());
        _time.Advance(s_tick);
        cache.RunPendingTasks();
        Assert.Equal(0, cache.EntryCount);
    }

    [Fact]
    public void The_longest_time_does_not_overflow()
    {
        var cache = Caches.Of(ttl: TimeSpan.MaxValue, tti: TimeSpan.MaxValue);
        cache.Insert("a", 1);
        Assert.Equal(1, cache.Read("a"));
        var coarse = Caches.Of(ttl: TimeSpan.FromTicks(1), time: new CoarseTime());
        coarse.Insert("a", 1);
        Assert.Equal(1, coarse.Read("a"));
    }

    sealed class CoarseTime : TimeProvider
    {
        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 0;
    }
}
