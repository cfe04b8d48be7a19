using WaStore.Fast.Coordination;

namespace WaStore.Fast.Tests.Coordination;

public sealed class KeyedLocksStressTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Under_contention_and_cancellation_every_key_has_one_holder_and_none_is_lost(int seed)
    {
        const int Keys = 12;
        const int Rounds = 3_000;
        var locks = new KeyedLocks<int>(capacity: 4);
        var holders = new int[Keys];
        var granted = 0;
        var cancelled = 0;
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + worker);
            for (var i = 0; i < Rounds; i++)
            {
                // A few keys are hot, so that there are queues.
                var key = random.Next(4) == 0 ? random.Next(Keys) : random.Next(2);
                using var cancellation = new CancellationTokenSource();
                var waiting = locks.LockAsync(key, cancellation.Token).AsTask();
                if (random.Next(3) == 0)
                {
                    await cancellation.CancelAsync();
                }

                try
                {
                    using (await waiting)
                    {
                        Assert.Equal(1, Interlocked.Increment(ref holders[key]));
                        if (random.Next(8) == 0)
                        {
                            await Task.Yield();
                        }

                        Assert.Equal(0, Interlocked.Decrement(ref holders[key]));
                        Interlocked.Increment(ref granted);
                    }
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        })).ToArray();

        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(8 * Rounds, granted + cancelled);
        Assert.True(cancelled > 0, "no waiter was cancelled");
        Assert.InRange(locks.Count, 0, 4);
        for (var key = 0; key < Keys; key++)
        {
            Assert.True(locks.TryLock(key, out var free), $"key {key} was lost");
            free.Dispose();
        }
    }
}
