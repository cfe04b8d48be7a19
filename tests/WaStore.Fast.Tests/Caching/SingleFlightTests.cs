using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

public sealed class SingleFlightTests
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    readonly PortableCache<string, int> _cache = Caches.Of(capacity: 100);

    [Fact]
    public async Task One_load_serves_all_who_ask_at_the_same_time()
    {
        var load = new ManualLoad();
        var asking = Enumerable.Range(0, 64).Select(_ => Task.Run(() => _cache.GetOrAddAsync("a", load, ManualLoad.Run).AsTask())).ToList();
        await load.Started.WaitAsync(s_patience);
        load.Complete(7);

        Assert.All(await Task.WhenAll(asking), value => Assert.Equal(7, value));
        Assert.Equal(1, load.Runs);
        Assert.Equal(7, _cache.Read("a"));
        Assert.Equal(0, _cache.LoadCount);
    }

    [Fact]
    public async Task A_hit_needs_no_load_and_minds_no_cancellation()
    {
        _cache.Insert("a", 1);
        var read = _cache.GetOrAddAsync("a", 0, static (_, _, _) => throw new InvalidDataException(), new CancellationToken(canceled: true));
        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(1, await read);
    }

    [Fact]
    public async Task Loads_of_different_keys_run_at_the_same_time()
    {
        var first = new ManualLoad();
        var second = new ManualLoad();
        var a = _cache.GetOrAddAsync("a", first, ManualLoad.Run);
        var b = _cache.GetOrAddAsync("b", second, ManualLoad.Run);
        Assert.Equal(2, _cache.LoadCount);
        second.Complete(2);
        Assert.Equal(2, await b);
        Assert.False(a.IsCompleted);
        first.Complete(1);
        Assert.Equal(1, await a);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_load_that_fails_fails_for_all_who_wait_and_is_not_remembered(bool atOnce)
    {
        var load = new ManualLoad();
        var asking = atOnce ? [] : Enumerable.Range(0, 3).Select(_ => _cache.GetOrAddAsync("a", load, ManualLoad.Run).AsTask()).ToList();
        if (atOnce)
        {
            asking.Add(_cache.GetOrAddAsync("a", 0, static (_, _, _) => throw new InvalidDataException("broken")).AsTask());
        }

        load.Fail(new InvalidDataException("broken"));
        foreach (var task in asking)
        {
            Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidDataException>(() => task)).Message);
        }

        Assert.Null(_cache.Read("a"));
        Assert.Equal(0, _cache.LoadCount);
        Assert.Equal(2, await _cache.GetOrAddAsync("a", 2, static (two, _, _) => new ValueTask<int>(two)));
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_and_the_others_get_the_value()
    {
        var load = new ManualLoad();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var leader = _cache.GetOrAddAsync("a", load, ManualLoad.Run, first.Token).AsTask();
        var follower = _cache.GetOrAddAsync("a", load, ManualLoad.Run, second.Token).AsTask();
        var patient = _cache.GetOrAddAsync("a", load, ManualLoad.Run).AsTask();

        await first.CancelAsync();
        Assert.Equal(first.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader)).CancellationToken);
        await second.CancelAsync();
        Assert.Equal(second.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower)).CancellationToken);
        Assert.False(load.Token.IsCancellationRequested);

        load.Complete(7);
        Assert.Equal(7, await patient);
        Assert.Equal(7, _cache.Read("a"));
    }

    [Fact]
    public async Task When_all_have_left_the_load_is_cancelled_and_the_next_one_starts_anew()
    {
        var abandoned = new ManualLoad();
        using var cancellation = new CancellationTokenSource();
        var leader = _cache.GetOrAddAsync("a", abandoned, ManualLoad.Run, cancellation.Token).AsTask();
        var follower = _cache.GetOrAddAsync("a", abandoned, ManualLoad.Run, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower);
        Assert.True(abandoned.Token.IsCancellationRequested);
        Assert.Equal(0, _cache.LoadCount);

        var next = new ManualLoad();
        var asking = _cache.GetOrAddAsync("a", next, ManualLoad.Run).AsTask();
        // The abandoned load pays no attention, and ends with a value that is not asked for any more.
        abandoned.Complete(1);
        next.Complete(2);
        Assert.Equal(2, await asking);
        Assert.Equal(2, _cache.Read("a"));
    }

    [Fact]
    public async Task Who_comes_cancelled_starts_nothing()
    {
        var load = new ManualLoad();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _cache.GetOrAddAsync("a", load, ManualLoad.Run, new CancellationToken(canceled: true)));
        Assert.Equal(0, load.Runs);
        Assert.Equal(0, _cache.LoadCount);
    }

    [Fact]
    public async Task A_load_that_runs_out_of_its_own_time_fails_for_those_who_wait()
    {
        var load = new ManualLoad();
        var asking = _cache.GetOrAddAsync("a", load, ManualLoad.Run).AsTask();
        load.Fail(new TaskCanceledException("too slow"));
        Assert.Equal("too slow", (await Assert.ThrowsAsync<TaskCanceledException>(() => asking)).Message);
        Assert.Equal(0, _cache.LoadCount);
    }

    [Fact]
    public async Task Nothing_found_is_answered_and_not_kept()
    {
        var cache = new PortableCache<string, string>(new());
        Assert.Null(await cache.GetOrAddAsync("a", 0, static (_, _, _) => new ValueTask<string?>((string?)null)));
        Assert.Equal(0, cache.EntryCount);
        Assert.Equal("found", await cache.GetOrAddAsync("a", "found", static (found, _, _) => new ValueTask<string?>(found)));
    }

    [Fact]
    public async Task Under_contention_no_key_is_loaded_twice()
    {
        var cache = Caches.Of();
        var runs = new int[50];
        await Parallel.ForAsync(0, 8, async (worker, cancellationToken) =>
        {
            for (var i = 0; i < 500; i++)
            {
                var key = ((i * 7) + worker) % runs.Length;
                var value = await cache.GetOrAddAsync($"{key}", (runs, key), static async (state, _, _) =>
                {
                    _ = Interlocked.Increment(ref state.runs[state.key]);
                    await Task.Yield();
                    return state.key;
                }, cancellationToken);
                Assert.Equal(key, value);
            }
        });

        Assert.All(runs, count => Assert.Equal(1, count));
        Assert.Equal(0, cache.LoadCount);
    }
}
