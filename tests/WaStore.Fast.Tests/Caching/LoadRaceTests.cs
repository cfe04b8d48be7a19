using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A load that began before its key was changed is never kept, and nobody who comes after the change is answered from it.</summary>
public sealed class LoadRaceTests
{
    public static TheoryData<string, int?> Doors => new()
    {
        { "insert", 5 },
        { "add", 5 },
        { "upsert", 5 },
        { "remove", null },
        { "invalidate", null },
        { "invalidate all", null },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_change_during_a_load_wins(string door, int? left)
    {
        var cache = Caches.Of(capacity: 10);
        var old = new ManualLoad();
        var before = cache.GetOrAddAsync("a", old, ManualLoad.Run).AsTask();
        Open(cache, door);
        Assert.Equal(0, cache.LoadCount);
        old.Complete(1);
        // Asked before the change, so the value before the change is an answer.
        Assert.Equal(1, await before);
        Assert.Equal(left, cache.Read("a"));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("invalidate")]
    [InlineData("invalidate all")]
    public async Task Who_comes_after_an_invalidation_does_not_join_the_older_load(string door)
    {
        var cache = Caches.Of(capacity: 10);
        var old = new ManualLoad();
        var before = cache.GetOrAddAsync("a", old, ManualLoad.Run).AsTask();
        Open(cache, door);
        var fresh = new ManualLoad();
        var after = cache.GetOrAddAsync("a", fresh, ManualLoad.Run).AsTask();
        fresh.Complete(2);
        Assert.Equal(2, await after);
        old.Complete(1);
        Assert.Equal(1, await before);
        Assert.Equal(2, cache.Read("a"));
    }

    [Fact]
    public async Task A_change_of_another_key_does_not_matter()
    {
        var cache = Caches.Of(capacity: 10);
        var load = new ManualLoad();
        var asking = cache.GetOrAddAsync("a", load, ManualLoad.Run).AsTask();
        cache.Insert("b", 1);
        cache.Invalidate("c");
        load.Complete(1);
        _ = await asking;
        Assert.Equal(1, cache.Read("a"));
    }

    [Fact]
    public async Task No_read_is_older_than_the_last_invalidation_before_it()
    {
        const int Keys = 3;
        var truth = new int[Keys];
        var settled = new int[Keys];
        var cache = Caches.Of(capacity: 2);
        var stopped = 0;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 30_000; i++)
            {
                var key = i % Keys;
                var next = Interlocked.Increment(ref truth[key]);
                if (i % 100 == 0)
                {
                    cache.InvalidateAll();
                }
                else
                {
                    cache.Invalidate($"{key}");
                }

                Volatile.Write(ref settled[key], next);
            }

            Volatile.Write(ref stopped, 1);
        });
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            for (var i = reader; Volatile.Read(ref stopped) == 0; i++)
            {
                var key = i % Keys;
                var floor = Volatile.Read(ref settled[key]);
                var value = await cache.GetOrAddAsync($"{key}", (truth, key), static async (state, _, _) =>
                {
                    var loaded = Volatile.Read(ref state.truth[state.key]);
                    await Task.Yield();
                    return loaded;
                });
                Assert.True(value >= floor, $"{value} was read after {floor} was invalidated");
            }
        }));
        await Task.WhenAll([writer, .. readers]);

        for (var key = 0; key < Keys; key++)
        {
            Assert.True(cache.Read($"{key}") is not { } value || value == truth[key]);
        }
    }

    static void Open(PortableCache<string, int> cache, string door)
    {
        switch (door)
        {
            case "insert":
                cache.Insert("a", 5);
                break;
            case "add":
                Assert.True(cache.TryAdd("a", 5));
                break;
            case "upsert":
                _ = cache.Upsert("a", 5, static (five, _, _) => five);
                break;
            case "remove":
                Assert.False(cache.TryRemove("a", out _));
                break;
            case "invalidate":
                cache.Invalidate("a");
                break;
            default:
                cache.InvalidateAll();
                break;
        }
    }
}
