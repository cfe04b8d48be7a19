namespace WaStore.Fast.Tests.Caching;

public sealed class PortableCacheStressTests
{
    [Fact]
    public void Reads_writes_and_invalidations_never_mix_up_keys_or_lose_count()
    {
        const int Keys = 64;
        var cache = Caches.Of(capacity: 32, ttl: TimeSpan.FromMilliseconds(1), tti: TimeSpan.FromMilliseconds(1));
        Parallel.For(0, 8, worker =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var key = ((i * 31) + (worker * 17)) % Keys;
                switch (i % 7)
                {
                    case 0:
                        cache.Insert($"{key}", (i * Keys) + key);
                        break;
                    case 1:
                        _ = cache.Upsert($"{key}", (i * Keys) + key, static (value, _, _) => value);
                        break;
                    case 2 when i % 50 == 0:
                        cache.InvalidateAll();
                        break;
                    case 3:
                        cache.Invalidate($"{key}");
                        break;
                    case 4 when i % 20 == 0:
                        cache.RunPendingTasks();
                        break;
                    default:
                        Assert.True(cache.Read($"{key}") is not { } value || value % Keys == key);
                        break;
                }
            }
        });

        Assert.InRange(cache.EntryCount, 0, 32);
        Thread.Sleep(5);
        cache.RunPendingTasks();
        Assert.Equal(0, cache.EntryCount);
        Assert.Empty(cache.Snapshot());
    }

    [Fact]
    public async Task What_is_expired_is_never_served_to_a_crowd()
    {
        var ttl = TimeSpan.FromTicks(100);
        var time = new ManualTime();
        var cache = Caches.Of(ttl: ttl, time: time);
        var stopped = 0;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                cache.Insert("a", (int)time.GetTimestamp());
                time.Advance(TimeSpan.FromTicks(i % 150));
            }

            Volatile.Write(ref stopped, 1);
        });
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (Volatile.Read(ref stopped) == 0)
            {
                var before = time.GetTimestamp();
                Assert.True(cache.Read("a") is not { } writtenAt || before - writtenAt < ttl.Ticks);
            }
        }));

        await Task.WhenAll([writer, .. readers]);
    }
}
