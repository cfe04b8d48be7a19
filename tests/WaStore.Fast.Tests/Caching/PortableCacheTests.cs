using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

public sealed class PortableCacheTests
{
    readonly PortableCache<string, int> _cache = Caches.Of(capacity: 10);

    [Fact]
    public void A_value_comes_back_until_it_is_replaced()
    {
        Assert.Null(_cache.Read("a"));
        _cache.Insert("a", 1);
        Assert.Equal(1, _cache.Read("a"));
        _cache.Insert("a", 2);
        Assert.Equal(2, _cache.Read("a"));
        Assert.Equal(1, _cache.EntryCount);
    }

    [Fact]
    public void A_removed_value_is_handed_out_once()
    {
        _cache.Insert("a", 1);
        _cache.Insert("b", 2);

        Assert.True(_cache.TryRemove("a", out var removed));
        Assert.Equal(1, removed);
        Assert.False(_cache.TryRemove("a", out _));
        Assert.Null(_cache.Read("a"));
        Assert.Equal(2, _cache.Read("b"));
        Assert.Equal(1, _cache.EntryCount);
    }

    [Fact]
    public void Invalidating_removes_one_and_invalidating_all_removes_all()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            _cache.Insert(key, 1);
        }

        _cache.Invalidate("a");
        _cache.Invalidate("absent");
        Assert.Equal(["b", "c"], _cache.Keys());
        _cache.InvalidateAll();
        Assert.Empty(_cache.Keys());
        Assert.Equal(0, _cache.EntryCount);
        _cache.Insert("d", 4);
        Assert.Equal(["d"], _cache.Keys());
    }

    [Fact]
    public void Adding_keeps_the_value_that_is_there()
    {
        Assert.True(_cache.TryAdd("a", 1));
        Assert.False(_cache.TryAdd("a", 2));
        Assert.Equal(1, _cache.Read("a"));
    }

    [Fact]
    public void An_upsert_sees_the_current_value_or_that_there_is_none()
    {
        var seen = new List<(bool, int)>();
        int Next(string state, bool exists, int current)
        {
            Assert.Equal("state", state);
            seen.Add((exists, current));
            return current + 1;
        }

        Assert.Equal(1, _cache.Upsert("a", "state", Next));
        Assert.Equal(2, _cache.Upsert("a", "state", Next));
        Assert.Equal([(false, 0), (true, 1)], seen);
        Assert.Equal(2, _cache.Read("a"));
    }

    [Fact]
    public void An_upsert_that_throws_changes_nothing()
    {
        _cache.Insert("a", 1);
        Assert.Throws<InvalidDataException>(() => _cache.Upsert<object?>("a", null, (_, _, _) => throw new InvalidDataException()));
        Assert.Throws<InvalidDataException>(() => _cache.Upsert<object?>("b", null, (_, _, _) => throw new InvalidDataException()));
        Assert.Equal(1, _cache.Read("a"));
        Assert.Equal(1, _cache.EntryCount);
        _cache.Insert("b", 2);
        Assert.Equal(2, _cache.Read("b"));
    }

    [Fact]
    public void Upserts_of_one_key_take_turns()
    {
        const int Threads = 8;
        const int Times = 10_000;
        Parallel.For(0, Threads, _ =>
        {
            for (var i = 0; i < Times; i++)
            {
                _ = _cache.Upsert("a", 0, static (_, _, current) => current + 1);
            }
        });

        Assert.Equal(Threads * Times, _cache.Read("a"));
    }

    [Fact]
    public void The_comparer_says_which_keys_are_equal()
    {
        var cache = new PortableCache<string, int>(new PortableCacheOptions<string, int> { Comparer = StringComparer.OrdinalIgnoreCase });
        cache.Insert("a", 1);
        cache.Insert("A", 2);
        Assert.Equal(2, cache.Read("a"));
        Assert.Equal(1, cache.EntryCount);
    }

    [Fact]
    public void Keys_whose_hashes_collide_keep_their_own_values()
    {
        var cache = new PortableCache<string, int>(new PortableCacheOptions<string, int> { Capacity = 100, Comparer = new Colliding() });
        for (var i = 0; i < 100; i++)
        {
            cache.Insert($"{i}", i);
        }

        cache.Invalidate("50");
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i == 50 ? null : i, cache.Read($"{i}")));
    }

    [Fact]
    public void An_empty_key_is_a_key_and_null_is_none()
    {
        _cache.Insert("", 1);
        Assert.Equal(1, _cache.Read(""));
        Assert.Throws<ArgumentNullException>(() => _cache.Insert(null!, 1));
        Assert.Throws<ArgumentNullException>(() => _cache.TryGet(null!, out _));
        Assert.Throws<ArgumentNullException>(() => new PortableCache<string, string>(new()).Insert("a", null!));
        Assert.Throws<ArgumentNullException>(() => new PortableCache<string, string>(new()).Upsert<object?>("a", null, (_, _, _) => null!));
    }

    sealed class Colliding : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x == y;

        public int GetHashCode(string obj) => 1;
    }
}
