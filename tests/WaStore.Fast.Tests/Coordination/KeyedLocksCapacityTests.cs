using System.Runtime.CompilerServices;
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
    public void The_key_that_is_idle_longest_goes_first()
    {
        var locks = new KeyedLocks<object>(capacity: 3);
        var keys = UseFourKeys(locks);
        GC.Collect();

        // Only a key that is still known can be alive: nothing else refers to it.
        Assert.Equal([true, false, true, true], keys.Select(key => key.IsAlive));
        Assert.Equal(3, locks.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference[] UseFourKeys(KeyedLocks<object> locks)
    {
        object[] keys = [new(), new(), new(), new()];
        foreach (var used in new[] { 0, 1, 2, 0, 3 })
        {
            Assert.True(locks.TryLock(keys[used], out var taken));
            taken.Dispose();
        }

        return [.. keys.Select(key => new WeakReference(key))];
    }

    [Fact]
    public void A_negative_capacity_makes_no_sense() => Assert.Throws<ArgumentOutOfRangeException>(() => new KeyedLocks<int>(-1));
}
