using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>Removing everything from a store holds at once and is tried until it was done.</summary>
public sealed class ClearingTests
{
    readonly StoreHarness _harness = new();

    TypedCache<string, Note> Cache => _harness.Cache;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_the_store_down_everything_is_a_miss_until_the_store_was_cleared(bool waiting)
    {
        await Cache.InsertAsync("a", new Note(1));
        _harness.Store.Failure = new IOException("down");
        if (waiting)
        {
            await Cache.ClearAsync();
        }
        else
        {
            Cache.InvalidateAll();
            await Cache.RunPendingTasksAsync();
        }

        _harness.Store.Failure = null;
        Assert.Contains(("notes", "a"), _harness.Store.Keys);
        Assert.Null(await Cache.GetAsync("a"));
        // The read above tried again.
        await StoreHarness.UntilAsync(() => _harness.Store.Keys.Count == 0);
        await Cache.InsertAsync("a", new Note(2));
        Assert.Equal(new Note(2), await Cache.GetAsync("a"));
    }

    [Fact]
    public async Task While_the_store_hangs_reads_are_misses_at_once_and_share_one_attempt()
    {
        await Cache.InsertAsync("a", new Note(1));
        var hanging = new TaskCompletionSource();
        _harness.Store.Before = call => call is "clear" ? hanging.Task : Task.CompletedTask;
        Cache.InvalidateAll();
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await Cache.GetAsync("a"));
        }

        await StoreHarness.UntilAsync(() => _harness.Store.Calls.ContainsKey("clear"));
        Assert.Equal(1, _harness.Store.Calls["clear"]);
        var insertion = Cache.InsertAsync("a", new Note(2)).AsTask();
        Assert.False(insertion.IsCompleted);
        hanging.SetResult();
        await insertion;
        Assert.Equal(new Note(2), await Cache.GetAsync("a"));
    }

    [Fact]
    public async Task A_clear_that_is_asked_for_while_one_runs_is_another_one()
    {
        var running = new TaskCompletionSource();
        _harness.Store.After = call => call is "clear" ? running.Task : Task.CompletedTask;
        var first = Cache.ClearAsync().AsTask();
        // Another process writes after the first clear has done its work, and before the second is asked for.
        _harness.Store.Seed("a", """{"Number":1}"""u8.ToArray());
        Cache.InvalidateAll();
        running.SetResult();
        await first;
        await Cache.RunPendingTasksAsync();
        Assert.Equal(2, _harness.Store.Calls["clear"]);
        Assert.Null(await Cache.GetAsync("a"));
        Assert.Empty(_harness.Store.Keys);
    }

    [Fact]
    public async Task A_cancelled_clear_is_done_later()
    {
        await Cache.InsertAsync("a", new Note(1));
        _harness.Store.Before = static call => call is "clear" ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        using var cancellation = new CancellationTokenSource();
        var clear = Cache.ClearAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clear);

        _harness.Store.Before = null;
        Assert.Null(await Cache.GetAsync("a"));
        await StoreHarness.UntilAsync(() => _harness.Store.Keys.Count == 0);
    }

    [Fact]
    public async Task A_clear_waits_for_the_writes_that_run_and_the_later_ones_wait_for_it()
    {
        var writing = new TaskCompletionSource();
        var clearing = new TaskCompletionSource();
        _harness.Store.Before = call => call is "set" ? writing.Task : call is "clear" ? clearing.Task : Task.CompletedTask;
        var earlier = Cache.InsertAsync("a", new Note(1)).AsTask();
        var clear = Cache.ClearAsync().AsTask();
        Assert.False(_harness.Store.Calls.ContainsKey("clear"));
        writing.SetResult();
        await earlier;
        await StoreHarness.UntilAsync(() => _harness.Store.Calls.ContainsKey("clear"));
        var later = Cache.InsertAsync("b", new Note(2)).AsTask();
        Assert.Equal(1, _harness.Store.Calls["set"]);
        clearing.SetResult();
        await clear;
        await later;
        Assert.Null(await Cache.GetAsync("a"));
        Assert.Equal(new Note(2), await Cache.GetAsync("b"));
    }

    [Fact]
    public async Task A_read_that_began_before_everything_was_invalidated_serves_nothing_after_it()
    {
        await Cache.InsertAsync("a", new Note(1));
        var reading = new TaskCompletionSource();
        _harness.Store.After = call => call is "get" ? reading.Task : Task.CompletedTask;
        _harness.Store.Before = call => call is "clear" ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        var load = new ManualLoad();
        var before = Cache.GetOrAddAsync("a", load, ManualLoad.RunNote).AsTask();
        Cache.InvalidateAll();
        reading.SetResult();
        load.Complete(2);
        Assert.Equal(new Note(2), await before);
    }

    [Theory]
    [InlineData("invalidate")]
    [InlineData("insert")]
    public async Task Nobody_joins_a_load_that_read_the_store_before_the_change_got_there(string door)
    {
        await Cache.InsertAsync("a", new Note(1));
        var changing = new TaskCompletionSource();
        var reading = new TaskCompletionSource();
        _harness.Store.Before = call => call is "delete" or "set" ? changing.Task : Task.CompletedTask;
        _harness.Store.After = call => call is "get" ? reading.Task : Task.CompletedTask;
        var change = door is "insert" ? Cache.InsertAsync("a", new Note(5)).AsTask() : Cache.InvalidateAsync("a").AsTask();
        // Begins while the change is on its way, and has read the older value.
        var between = Cache.GetOrAddAsync("a", 2, static (two, _, _) => new ValueTask<Note?>(new Note(two))).AsTask();
        Assert.Equal(1, _harness.Store.Calls["get"]);
        changing.SetResult();
        await change;
        _harness.Store.After = null;
        var after = Cache.GetOrAddAsync("a", 2, static (two, _, _) => new ValueTask<Note?>(new Note(two))).AsTask();
        Assert.Equal(new Note(door is "insert" ? 5 : 2), await after);
        reading.SetResult();
        Assert.Equal(new Note(1), await between);
    }
}
