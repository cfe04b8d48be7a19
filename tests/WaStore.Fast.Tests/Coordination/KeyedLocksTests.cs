using WaStore.Fast.Coordination;

namespace WaStore.Fast.Tests.Coordination;

public sealed class KeyedLocksTests
{
    readonly KeyedLocks<string> _locks = new(capacity: 10);

    [Fact]
    public async Task A_key_is_held_by_one_at_a_time()
    {
        var first = await _locks.LockAsync("a");
        var second = _locks.LockAsync("a").AsTask();

        Assert.False(second.IsCompleted);
        Assert.False(_locks.TryLock("a", out var none));
        none.Dispose();
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        Assert.True(_locks.TryLock("a", out var third));
        third.Dispose();
    }

    [Fact]
    public async Task Different_keys_do_not_wait_for_one_another()
    {
        using var a = await _locks.LockAsync("a");
        var b = _locks.LockAsync("b");

        Assert.True(b.IsCompletedSuccessfully);
        (await b).Dispose();
    }

    [Fact]
    public async Task Equal_keys_are_one_lock_under_the_given_comparer()
    {
        var locks = new KeyedLocks<string>(10, StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase);
        using var held = await locks.LockAsync("a");

        Assert.False(locks.TryLock("A", out _));
        Assert.Equal(1, locks.Count);
    }

    [Fact]
    public async Task Who_comes_first_is_served_first()
    {
        var holder = await _locks.LockAsync("a");
        List<int> served = [];
        var waiters = Enumerable.Range(0, 50).Select(i => Serve(i, _locks.LockAsync("a").AsTask())).ToArray();
        holder.Dispose();
        await Task.WhenAll(waiters);

        Assert.Equal(Enumerable.Range(0, 50), served);

        async Task Serve(int number, Task<KeyedLocks<string>.Releaser> granted)
        {
            using (await granted)
            {
                served.Add(number);
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_newcomer_does_not_overtake_the_queue()
    {
        var holder = await _locks.LockAsync("a");
        var queued = _locks.LockAsync("a").AsTask();
        holder.Dispose();

        // The lock is the queued one's from the release on, awaited or not.
        Assert.False(_locks.TryLock("a", out _));
        (await queued).Dispose();
    }

    [Fact]
    public async Task Disposing_twice_does_not_release_the_next_ones_lock()
    {
        var first = await _locks.LockAsync("a");
        var copy = first;
        first.Dispose();
        using var second = await _locks.LockAsync("a");
        copy.Dispose();
        first.Dispose();

        Assert.False(_locks.TryLock("a", out _));
        default(KeyedLocks<string>.Releaser).Dispose();
        default(KeyedLocks<string>.ManyReleaser).Dispose();
    }

    [Fact]
    public async Task A_holders_code_does_not_run_on_the_releasers_stack()
    {
        var holder = await _locks.LockAsync("a");
        var releasing = new ThreadLocal<bool>();
        var onReleaser = false;
        var waiter = Wait();
        releasing.Value = true;
        holder.Dispose();
        releasing.Value = false;
        await waiter;

        Assert.False(onReleaser);

        async Task Wait()
        {
            using (await _locks.LockAsync("a").ConfigureAwait(false))
            {
                onReleaser = releasing.Value;
            }
        }
    }

    [Fact]
    public void A_free_lock_is_taken_without_allocation()
    {
        Assert.Equal(0, Signal.AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var taken = _locks.LockAsync("warm");
                Assert.True(taken.IsCompletedSuccessfully);
                taken.Result.Dispose();
            }
        }));
    }

    [Fact]
    public void At_the_cap_a_new_key_takes_the_place_of_an_idle_one_without_allocation()
    {
        var keys = Enumerable.Range(0, 40).Select(i => $"{i}").ToArray();
        var next = 0;

        Assert.Equal(0, Signal.AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                Assert.True(_locks.TryLock(keys[next++ % keys.Length], out var taken));
                taken.Dispose();
            }
        }));
        Assert.Equal(10, _locks.Count);
    }
}
