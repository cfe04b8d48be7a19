using System.Text;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>The caches that the tests use.</summary>
static class Caches
{
    internal static PortableCache<string, int> Of(int? capacity = null, TimeSpan? ttl = null, TimeSpan? tti = null, TimeProvider? time = null) =>
        new(new PortableCacheOptions<string, int>
        {
            Capacity = capacity,
            TimeToLive = ttl,
            TimeToIdle = tti,
            TimeProvider = time ?? TimeProvider.System,
        });

    internal static PortableCache<string, int> Guarded(int capacity, Predicate<int> isInUse) =>
        new(new PortableCacheOptions<string, int> { Capacity = capacity, EvictionGuard = isInUse });

    internal static int? Read(this PortableCache<string, int> cache, string key) => cache.TryGet(key, out var value) ? value : null;

    internal static IEnumerable<string> Keys(this PortableCache<string, int> cache) => cache.Snapshot().Select(entry => entry.Key);

    internal static string? Text(byte[]? value) => value is null ? null : Encoding.UTF8.GetString(value);
}
