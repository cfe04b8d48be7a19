using WaStore.Fast.Caching;
using WaStore.Fast.Tests.Signal;

namespace WaStore.Fast.Tests.Caching;

public sealed class PortableCacheAllocationTests
{
    readonly ManualTime _time = new();

    [Fact]
    public void A_hit_and_a_miss_allocate_nothing()
    {
        var cache = Caches.Of(capacity: 10, ttl: TimeSpan.FromHours(1), time: _time);
        cache.Insert("a", 1);
        Assert.Equal(0, AllocatedBytes.Of(() => _ = cache.TryGet("a", out _)));
        Assert.Equal(0, AllocatedBytes.Of(() => _ = cache.TryGet("absent", out _)));
    }

    [Fact]
    public void A_hit_that_renews_allocates_nothing()
    {
        var cache = Caches.Of(tti: TimeSpan.FromHours(1), time: _time);
        cache.Insert("a", 1);
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            Assert.True(cache.TryGet("a", out _));
        }) - AllocatedBytes.Of(() => _time.Advance(TimeSpan.Zero)));
    }

    [Fact]
    public void A_hit_of_a_load_allocates_nothing_and_completes_at_once()
    {
        var cache = new PortableCache<string, Note>(new());
        var typed = TypedCache.InProcess(cache);
        cache.Insert("a", new Note(1));
        Assert.Equal(0, AllocatedBytes.Of(() => _ = AtOnce(cache.GetOrAddAsync("a", 0, Unneeded))));
        Assert.Equal(0, AllocatedBytes.Of(() => _ = AtOnce(typed.GetAsync("a"))));
        Assert.Equal(0, AllocatedBytes.Of(() => _ = AtOnce(typed.GetOrAddAsync("a", 0, Unneeded))));
    }

    static readonly Func<int, string, CancellationToken, ValueTask<Note?>> Unneeded = static (_, _, _) => throw new InvalidDataException();

    static T AtOnce<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("It did not complete at once.");
}
