using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>What a cache promises wherever its values are.</summary>
public sealed class TypedCacheTests
{
    public static TheoryData<bool> Places => [false, true];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_value_comes_back_until_it_is_replaced_or_removed(bool inStore)
    {
        var cache = Make(inStore);
        Assert.Null(await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(1, "é\0\"x"));
        Assert.Equal(new Note(1, "é\0\"x"), await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(2));
        await cache.InsertAsync("", new Note(3));
        Assert.Equal(2, await cache.CountAsync());

        Assert.Equal(new Note(2), await cache.RemoveAsync("a"));
        Assert.Null(await cache.RemoveAsync("a"));
        Assert.Null(await cache.GetAsync("a"));
        Assert.Equal(new Note(3), await cache.GetAsync(""));
        await cache.InvalidateAsync("");
        await cache.InvalidateAsync("");
        Assert.Null(await cache.GetAsync(""));
        Assert.Equal(0, cache.Failures);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Clearing_has_happened_when_it_returns(bool inStore)
    {
        var cache = Make(inStore);
        await cache.InsertAsync("a", new Note(1));
        await cache.ClearAsync();
        Assert.Equal(0, await cache.CountAsync());
        Assert.Null(await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(2));
        Assert.Equal(new Note(2), await cache.GetAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Invalidating_all_holds_from_the_call_on(bool inStore)
    {
        var cache = Make(inStore);
        await cache.InsertAsync("a", new Note(1));
        cache.InvalidateAll();
        Assert.Null(await cache.GetAsync("a"));
        await cache.RunPendingTasksAsync();
        Assert.Equal(0, await cache.CountAsync());
        await cache.InsertAsync("a", new Note(2));
        Assert.Equal(new Note(2), await cache.GetAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_update_that_answers_nothing_leaves_things_as_they_are(bool inStore)
    {
        var cache = Make(inStore);
        static Note? IfThere(int add, Note? current) => current is null ? null : current with { Number = current.Number + add };

        Assert.Null(await cache.UpsertAsync("a", 1, IfThere));
        Assert.Null(await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(1));
        Assert.Equal(new Note(3), await cache.UpsertAsync("a", 2, IfThere));
        Assert.Equal(new Note(3), await cache.UpsertAsync("a", 2, static (_, _) => null));
        Assert.Equal(new Note(3), await cache.GetAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Updates_of_one_key_take_turns(bool inStore)
    {
        var cache = Make(inStore);
        await Parallel.ForAsync(0, 8, async (_, _) =>
        {
            for (var i = 0; i < 200; i++)
            {
                _ = await cache.UpsertAsync("a", 1, static (add, current) => new Note((current?.Number ?? 0) + add), CancellationToken.None);
            }
        });

        Assert.Equal(new Note(1_600), await cache.GetAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_update_that_throws_tells_its_caller_and_changes_nothing(bool inStore)
    {
        var cache = Make(inStore);
        await cache.InsertAsync("a", new Note(1));
        _ = await Assert.ThrowsAsync<InvalidDataException>(
            async () => await cache.UpsertAsync<object?>("a", null, static (_, _) => throw new InvalidDataException()));
        Assert.Equal(new Note(1), await cache.GetAsync("a"));
        Assert.Equal(0, cache.Failures);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task One_load_serves_all_who_ask_and_the_value_is_kept(bool inStore)
    {
        var cache = Make(inStore);
        var load = new ManualLoad();
        var asking = Enumerable.Range(0, 32).Select(_ => Task.Run(() => cache.GetOrAddAsync("a", load, ManualLoad.RunNote).AsTask())).ToList();
        await load.Started.WaitAsync(TimeSpan.FromSeconds(30));
        load.Complete(7);
        Assert.All(await Task.WhenAll(asking), note => Assert.Equal(new Note(7), note));
        Assert.Equal(1, load.Runs);
        Assert.Equal(new Note(7), await cache.GetAsync("a"));
        Assert.Equal(new Note(7), await cache.GetOrAddAsync("a", 0, static (_, _, _) => throw new InvalidDataException()));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_load_that_finds_nothing_or_fails_is_not_kept(bool inStore)
    {
        var cache = Make(inStore);
        Assert.Null(await cache.GetOrAddAsync("a", 0, static (_, _, _) => new ValueTask<Note?>((Note?)null)));
        _ = await Assert.ThrowsAsync<InvalidDataException>(
            async () => await cache.GetOrAddAsync("a", 0, static (_, _, _) => throw new InvalidDataException()));
        Assert.Equal(0, await cache.CountAsync());
        Assert.Equal(0, cache.Failures);
        Assert.Equal(new Note(1), await cache.GetOrAddAsync("a", 1, static (one, _, _) => new ValueTask<Note?>(new Note(one))));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Who_is_cancelled_leaves_and_the_others_get_the_value(bool inStore)
    {
        var cache = Make(inStore);
        var load = new ManualLoad();
        using var cancellation = new CancellationTokenSource();
        var leader = cache.GetOrAddAsync("a", load, ManualLoad.RunNote, cancellation.Token).AsTask();
        var patient = cache.GetOrAddAsync("a", load, ManualLoad.RunNote).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        load.Complete(7);
        Assert.Equal(new Note(7), await patient);
        Assert.Equal(new Note(7), await cache.GetAsync("a"));
    }

    [Theory]
    [InlineData(false, "insert", 5)]
    [InlineData(false, "upsert", 5)]
    [InlineData(false, "skip", null)]
    [InlineData(false, "remove", null)]
    [InlineData(false, "invalidate", null)]
    [InlineData(false, "clear", null)]
    [InlineData(false, "invalidate all", null)]
    [InlineData(true, "insert", 5)]
    [InlineData(true, "upsert", 5)]
    [InlineData(true, "skip", null)]
    [InlineData(true, "remove", null)]
    [InlineData(true, "invalidate", null)]
    [InlineData(true, "clear", null)]
    [InlineData(true, "invalidate all", null)]
    public async Task A_change_during_a_load_wins(bool inStore, string door, int? left)
    {
        var cache = Make(inStore);
        var old = new ManualLoad();
        var before = cache.GetOrAddAsync("a", old, ManualLoad.RunNote).AsTask();
        await OpenAsync(cache, door);
        if (left is null)
        {
            var fresh = new ManualLoad();
            var after = cache.GetOrAddAsync("a", fresh, ManualLoad.RunNote).AsTask();
            fresh.Complete(2);
            Assert.Equal(new Note(2), await after);
            left = 2;
        }

        old.Complete(1);
        Assert.Equal(new Note(1), await before);
        // While a store is cleared in the background, loads are not kept.
        var isKept = await cache.GetAsync("a") is { } kept && kept.Number == left;
        Assert.True(isKept || (inStore && door is "invalidate all" && await cache.GetAsync("a") is null));
    }

    [Fact]
    public async Task Null_is_neither_a_key_nor_a_value()
    {
        foreach (var cache in new[] { Make(inStore: false), Make(inStore: true) })
        {
            _ = await Assert.ThrowsAsync<ArgumentNullException>(async () => await cache.GetAsync(null!));
            _ = await Assert.ThrowsAsync<ArgumentNullException>(async () => await cache.InsertAsync("a", null!));
            _ = await Assert.ThrowsAsync<ArgumentNullException>(async () => await cache.UpsertAsync<int>("a", 0, null!));
        }
    }

    [Fact]
    public async Task Only_a_cache_in_the_process_has_statistics()
    {
        var local = Make(inStore: false);
        await local.InsertAsync("a", new Note(1));
        Assert.Equal(1, local.Local!.Statistics.Count);
        Assert.Null(Make(inStore: true).Local);
    }

    static TypedCache<string, Note> Make(bool inStore) =>
        inStore
            ? TypedCache.FromStore(new DictionaryCacheStore(), "notes", timeToLive: null, static (string key) => key, CachingJson.Default.Note)
            : TypedCache.InProcess(new PortableCache<string, Note>(new()));

    static async Task OpenAsync(TypedCache<string, Note> cache, string door)
    {
        switch (door)
        {
            case "insert":
                await cache.InsertAsync("a", new Note(5));
                break;
            case "upsert":
                _ = await cache.UpsertAsync("a", 5, static (five, _) => new Note(five));
                break;
            case "skip":
                _ = await cache.UpsertAsync("a", 5, static (_, current) => current);
                break;
            case "remove":
                _ = await cache.RemoveAsync("a");
                break;
            case "invalidate":
                await cache.InvalidateAsync("a");
                break;
            case "clear":
                await cache.ClearAsync();
                break;
            default:
                cache.InvalidateAll();
                break;
        }
    }
}
