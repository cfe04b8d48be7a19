using WaStore.Fast.Coordination;

namespace WaStore.Fast.Tests.Coordination;

public sealed class KeyedLocksCancellationTests
{
    readonly KeyedLocks<string> _locks = new(capacity: 10);

    [Fact]
    public async Task A_cancelled_waiter_leaves_the_queue_and_the_others_are_served()
    {
        using var cancellation = new CancellationTokenSource();
        var holder = await _locks.LockAsync("a");
        var before = _locks.LockAsync("a").AsTask();
        var cancelled = _locks.LockAsync("a", cancellation.Token).AsTask();
        var after = _locks.LockAsync("a").AsTask();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        holder.Dispose();
        (await before).Dispose();
        (await after).Dispose();
        Assert.True(_locks.TryLock("a", out _));
    }

    [Fact]
    public async Task Every_place_in_the_queue_can_be_cancelled()
    {
        for (var cancelled = 0; cancelled < 3; cancelled++)
        {
            var locks = new KeyedLocks<string>(capacity: 10);
            using var cancellation = new CancellationTokenSource();
            var holder = await locks.LockAsync("a");
            var waiters = Enumerable.Range(0, 3).Select(i => locks.LockAsync("a", i == cancelled ? cancellation.Token : default).AsTask()).ToArray();
            await cancellation.CancelAsync();
            holder.Dispose();
            for (var i = 0; i < 3; i++)
            {
                if (i == cancelled)
                {
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiters[i]);
                }
                else
                {
                    (await waiters[i]).Dispose();
                }
            }

            Assert.True(locks.TryLock("a", out _));
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_takes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _locks.LockAsync("a", cancelled));

        Assert.Equal(0, _locks.Count);
    }

    [Fact]
    public async Task A_lock_that_was_granted_is_not_taken_back()
    {
        using var cancellation = new CancellationTokenSource();
        var holder = await _locks.LockAsync("a");
        var granted = _locks.LockAsync("a", cancellation.Token);
        holder.Dispose();
        await cancellation.CancelAsync();
        (await granted).Dispose();

        Assert.True(_locks.TryLock("a", out _));
    }

    [Fact]
    public async Task Cancellation_racing_the_grant_never_loses_the_lock()
    {
        for (var round = 0; round < 2_000; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var holder = await _locks.LockAsync("a");
            var waiting = _locks.LockAsync("a", cancellation.Token).AsTask();
            var cancelling = Task.Run(cancellation.Cancel);
            holder.Dispose();
            await cancelling;
            try
            {
                (await waiting).Dispose();
            }
            catch (OperationCanceledException)
            {
                // Nothing is held then; the next line says whether that is true.
            }

            Assert.True(_locks.TryLock("a", out var free), $"lost in round {round}");
            free.Dispose();
        }
    }

    [Fact]
    public async Task A_cancelled_wait_for_many_gives_back_what_it_had()
    {
        using var cancellation = new CancellationTokenSource();
        var holder = await _locks.LockAsync("c");
        var many = _locks.LockManyAsync(new[] { "d", "c", "b", "a" }, cancellation.Token).AsTask();

        Assert.False(_locks.TryLock("a", out _));
        Assert.False(_locks.TryLock("b", out _));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many);
        Assert.True(_locks.TryLock("a", out _) && _locks.TryLock("b", out _) && _locks.TryLock("d", out _));
        holder.Dispose();
        Assert.True(_locks.TryLock("c", out _));
    }
}
