using WaStore.Fast.Coordination;

namespace WaStore.Fast.Tests.Coordination;

public sealed class KeyedLocksCapacityTests
{
    [Fact]
    public async Task Idle_keys_are_kept_up_to_the_capacity()
    {
        var locks = new KeyedLocks<int>(capacity: 10);
        for (var i = 0; i < 100; i++)
        {
            (await locks.LockAsync(i)).Dispose();
            Assert.Equal(Math.Min(i + 1, 10), locks.Count);
        }
    }

    [Fact]
    public async Task A_key_in_use_is_never_dropped()
    {
        var locks = new KeyedLocks<int>(capacity: 10);
        var held = new List<KeyedLocks<int>.Releaser>();
        for (var i = 0; i < 50; i++)
        {
            held.Add(await locks.LockAsync(i));
        }

        Assert.Equal(50, locks.Count);
        for (var i = 0; i < 50; i++)
        {
            Assert.False(locks.TryLock(i, out _));
        }

        for (var i = 100; i < 200; i++)
        {
            (await locks.LockAsync(i)).Dispose();
            Assert.Equal(50, locks.Count);
        }

        held.ForEach(releaser => releaser.Dispose());
        Assert.Equal(10, locks.Count);
    }

    [Fact]
    public async Task A_key_that_is_waited_for_is_never_dropped()
    {
        var locks = new KeyedLocks<int>(capacity: 0);
        var holder = await locks.LockAsync(1);
        var waiting = locks.LockAsync(1).AsTask();
        holder.Dispose();

        Assert.Equal(1, locks.Count);
        Assert.False(locks.TryLock(1, out _));
        (await waiting).Dispose();
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task The_key_that_is_idle_longest_goes_first()
    {
        var locks = new KeyedLocks<object>(capacity: 3);
        object[] keys = [new(), new(), new(), new()];
        foreach (var key in keys[..3])
        {
            (await locks.LockAsync(key)).Dispose();
        }

        (await locks.LockAsync(keys[0])).Dispose();
        var collected = new WeakReference(new object());
        (await locks.LockAsync(keys[3])).Dispose();

        // Keys 0, 2 and 3 are known: taking them allocates no new place, so the count stays while all of them are held.
        using var zero = await locks.LockAsync(keys[0]);
        using var two = await locks.LockAsync(keys[2]);
        using var three = await locks.LockAsync(keys[3]);
        Assert.Equal(3, locks.Count);
        using var one = await locks.LockAsync(keys[1]);
        Assert.Equal(4, locks.Count);
        GC.KeepAlive(collected);
    }

    [Fact]
    public void A_negative_capacity_makes_no_sense() => Assert.Throws<ArgumentOutOfRangeException>(() => new KeyedLocks<int>(-1));
}
