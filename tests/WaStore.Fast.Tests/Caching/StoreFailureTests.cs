using Microsoft.Extensions.Logging;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A store that fails costs misses and warnings, never an exception, and never an older value.</summary>
public sealed class StoreFailureTests
{
    readonly StoreHarness _harness = new();

    TypedCache<string, Note> Cache => _harness.Cache;

    [Fact]
    public async Task What_is_written_is_compact_JSON_in_its_namespace_with_its_time_to_live()
    {
        var store = new DictionaryCacheStore();
        var cache = TypedCache.FromStore(store, "notes", TimeSpan.FromMinutes(3), static (int key) => $"n{key}", CachingJson.Default.Note);
        await cache.InsertAsync(7, new Note(1, "x"));

        var row = Assert.Single(store.Rows);
        Assert.Equal(("notes", "n7"), row.Key);
        Assert.Equal("""{"Number":1,"Text":"x"}"""u8, row.Value.Value);
        Assert.Equal(TimeSpan.FromMinutes(3), row.Value.TimeToLive);
    }

    [Fact]
    public async Task No_operation_throws_and_each_failure_is_counted()
    {
        _harness.Store.Failure = new IOException("down");
        Assert.Null(await Cache.GetAsync("a"));
        Assert.Equal(1, Cache.Failures);
        await Cache.InsertAsync("b", new Note(1));
        await Cache.InvalidateAsync("c");
        Assert.Null(await Cache.RemoveAsync("d"));
        Assert.Equal(new Note(2), await Cache.UpsertAsync("e", 2, static (two, _) => new Note(two)));
        Assert.Equal(new Note(3), await Cache.GetOrAddAsync("f", 3, static (three, _, _) => new ValueTask<Note?>(new Note(three))));
        Assert.Null(await Cache.CountAsync());
        await Cache.ClearAsync();
        Cache.InvalidateAll();
        await Cache.RunPendingTasksAsync();

        Assert.InRange(Cache.Failures, 10, 100);
        var warning = Assert.Single(_harness.Log.Entries);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Equal("The store of the cache notes failed to read (1 failures since the last warning)", warning.Text);
        Assert.Same(_harness.Store.Failure, warning.Error);
    }

    [Fact]
    public async Task A_store_that_is_down_is_warned_of_once_a_second()
    {
        _harness.Store.Failure = new IOException("down");
        for (var i = 0; i < 10; i++)
        {
            _ = await Cache.GetAsync("a");
        }

        _ = Assert.Single(_harness.Log.Entries);
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        _ = await Cache.GetAsync("a");
        Assert.Equal(2, _harness.Log.Entries.Count);
        Assert.Contains("(10 failures since", _harness.Log.Entries.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_gets_through()
    {
        _harness.Store.Failure = new TaskCanceledException("the store's own time-out");
        Assert.Null(await Cache.GetAsync("a"));
        await Cache.InsertAsync("a", new Note(1));
        Assert.Equal(2, Cache.Failures);

        _harness.Store.Failure = null;
        _harness.Store.Before = static _ => Task.Delay(Timeout.Infinite);
        using var cancellation = new CancellationTokenSource();
        var operations = new Func<Task>[]
        {
            async () => await Cache.GetAsync("b", cancellation.Token),
            async () => await Cache.InsertAsync("c", new Note(1), cancellation.Token),
            async () => await Cache.InvalidateAsync("d", cancellation.Token),
            async () => await Cache.RemoveAsync("e", cancellation.Token),
            async () => await Cache.UpsertAsync("f", 0, static (_, _) => new Note(1), cancellation.Token),
            async () => await Cache.GetOrAddAsync("g", 0, static (_, _, _) => throw new InvalidDataException(), cancellation.Token),
            async () => await Cache.CountAsync(cancellation.Token),
            async () => await Cache.ClearAsync(cancellation.Token),
        };
        var running = operations.Select(operation => operation()).ToList();
        Assert.All(running, task => Assert.False(task.IsCompleted));
        await cancellation.CancelAsync();
        foreach (var task in running)
        {
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        Assert.Equal(2, Cache.Failures);
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("upsert")]
    [InlineData("invalidate")]
    [InlineData("remove")]
    public async Task A_change_that_the_store_did_not_take_is_never_followed_by_the_older_value(string door)
    {
        await Cache.InsertAsync("a", new Note(1));
        await Cache.InsertAsync("b", new Note(2));
        _harness.Store.Failure = new IOException("down");
        await ChangeAsync(door);

        // The store is back, with the older value.
        _harness.Store.Failure = null;
        Assert.Contains(("notes", "a"), _harness.Store.Keys);
        Assert.Null(await Cache.GetAsync("a"));
        Assert.Equal(new Note(2), await Cache.GetAsync("b"));
        await StoreHarness.UntilAsync(() => !_harness.Store.Keys.Contains(("notes", "a")));

        await Cache.InsertAsync("a", new Note(3));
        Assert.Equal(new Note(3), await Cache.GetAsync("a"));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("upsert")]
    [InlineData("invalidate")]
    [InlineData("remove")]
    public async Task Nor_is_a_change_whose_wait_was_cancelled(string door)
    {
        await Cache.InsertAsync("a", new Note(1));
        _harness.Store.Before = static call => call is "get" ? Task.CompletedTask : Task.Delay(Timeout.Infinite);
        using var cancellation = new CancellationTokenSource();
        var change = ChangeAsync(door, cancellation.Token);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);

        _harness.Store.Before = null;
        Assert.Null(await Cache.GetAsync("a"));
    }

    [Fact]
    public async Task An_insertion_settles_the_key_by_itself()
    {
        await Cache.InsertAsync("a", new Note(1));
        _harness.Store.Failure = new IOException("down");
        await Cache.InvalidateAsync("a");
        _harness.Store.Failure = null;
        await Cache.InsertAsync("a", new Note(2));
        await Cache.RunPendingTasksAsync();
        Assert.Equal(new Note(2), await Cache.GetAsync("a"));
        Assert.Equal(1, _harness.Store.Calls["delete"]);
    }

    [Fact]
    public async Task Too_many_unsettled_keys_become_the_whole_cache_until_it_was_cleared()
    {
        await Cache.InsertAsync("other", new Note(1));
        _harness.Store.Failure = new IOException("down");
        for (var i = 0; i <= TypedCache.MaxUnsettledKeys; i++)
        {
            await Cache.InvalidateAsync($"{i}");
        }

        Assert.Null(await Cache.GetAsync("other"));
        _harness.Store.Failure = null;
        await StoreHarness.UntilAsync(() => Cache.RunPendingTasksAsync().AsTask().IsCompletedSuccessfully && _harness.Store.Keys.Count == 0);
        await Cache.InsertAsync("other", new Note(2));
        Assert.Equal(new Note(2), await Cache.GetAsync("other"));
    }

    async Task ChangeAsync(string door, CancellationToken cancellationToken = default)
    {
        switch (door)
        {
            case "insert":
                await Cache.InsertAsync("a", new Note(9), cancellationToken);
                break;
            case "upsert":
                _ = await Cache.UpsertAsync("a", 9, static (nine, _) => new Note(nine), cancellationToken);
                break;
            case "invalidate":
                await Cache.InvalidateAsync("a", cancellationToken);
                break;
            default:
                _ = await Cache.RemoveAsync("a", cancellationToken);
                break;
        }
    }
}
