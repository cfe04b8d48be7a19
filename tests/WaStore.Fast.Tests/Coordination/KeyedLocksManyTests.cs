using WaStore.Fast.Coordination;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Coordination;

public sealed class KeyedLocksManyTests
{
    [Fact]
    public async Task Several_keys_are_taken_in_their_order_and_each_once()
    {
        var locks = new KeyedLocks<SignalAddress>(capacity: 10);
        SignalAddress[] keys = [.. new[] { "1:10@lid.0", "1:9@lid.0", "7@c.us.0", "1:9@lid.0" }.Select(SignalAddress.Parse)];
        var holder = await locks.LockAsync(keys[1]);
        var many = locks.LockManyAsync(keys).AsTask();

        // c.us comes before lid, and device 9 before device 10: the second is waited for, the third not reached.
        Assert.False(locks.TryLock(keys[2], out _));
        Assert.True(locks.TryLock(keys[0], out var notReached));
        notReached.Dispose();
        holder.Dispose();
        (await many.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.All(keys[..3], key => Assert.True(locks.TryLock(key, out _)));
    }

    [Fact]
    public async Task Free_keys_are_taken_synchronously()
    {
        var locks = new KeyedLocks<int>(capacity: 10);
        var many = locks.LockManyAsync(new[] { 3, 1, 2 });

        Assert.True(many.IsCompletedSuccessfully);
        var taken = await many;
        Assert.False(locks.TryLock(2, out _));
        taken.Dispose();
        taken.Dispose();
        Assert.True(locks.TryLock(2, out _));
        (await locks.LockManyAsync(ReadOnlyMemory<int>.Empty)).Dispose();
        Assert.True(locks.TryLock(1, out _));
    }

    [Fact]
    public async Task A_null_among_the_keys_gives_back_the_others()
    {
        var locks = new KeyedLocks<string>(capacity: 10, order: Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await locks.LockManyAsync(new[] { "a", null! }));

        Assert.True(locks.TryLock("a", out _));
    }

    [Fact]
    public async Task Callers_in_any_order_never_wait_for_one_another_in_a_circle()
    {
        const int Keys = 6;
        var locks = new KeyedLocks<int>(capacity: 2);
        var inside = new int[Keys];
        var workers = Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 2_000; i++)
            {
                int[] keys = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(Keys))];
                using (await locks.LockManyAsync(keys))
                {
                    foreach (var key in keys.Distinct())
                    {
                        Assert.Equal(1, Interlocked.Increment(ref inside[key]));
                    }

                    if (i % 16 == 0)
                    {
                        await Task.Yield();
                    }

                    foreach (var key in keys.Distinct())
                    {
                        Interlocked.Decrement(ref inside[key]);
                    }
                }
            }
        })).ToArray();

        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(locks.Count, 0, 2);
    }
}
