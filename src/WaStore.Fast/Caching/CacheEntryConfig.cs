using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Caching;

/// <summary>How long one of an account's caches keeps an entry, and how many (spec/caches.md 4.4). Whether the time counts from the last write or the last access is the cache's.</summary>
public sealed record CacheEntryConfig
{
    /// <summary>Checks and takes the bounds.</summary>
    /// <param name="timeout">More than zero; null is for ever.</param>
    /// <param name="capacity">0 keeps nothing; null does not bound it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound makes no sense.</exception>
    public CacheEntryConfig(TimeSpan? timeout, int? capacity)
    {
        Timeout = timeout;
        Capacity = capacity;
    }

    /// <summary>How long an entry is kept; null is for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero.</exception>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value ?? TimeSpan.MaxValue, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>How many entries are kept in the process; null does not bound them. A store outside bounds itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0);
            field = value;
        }
    }

    /// <summary>A cache in the process whose time counts from the last write.</summary>
    public PortableCache<TKey, TValue> BuildWithTtl<TKey, TValue>(TimeProvider? time = null)
        where TKey : notnull
        where TValue : notnull =>
        new(new PortableCacheOptions<TKey, TValue> { Capacity = Capacity, TimeToLive = Timeout, TimeProvider = time ?? TimeProvider.System });

    /// <summary>A cache in the process whose time counts from the last access.</summary>
    public PortableCache<TKey, TValue> BuildWithTti<TKey, TValue>(TimeProvider? time = null)
        where TKey : notnull
        where TValue : notnull =>
        new(new PortableCacheOptions<TKey, TValue> { Capacity = Capacity, TimeToIdle = Timeout, TimeProvider = time ?? TimeProvider.System });

    /// <summary>A cache in the given store, or in the process when there is none; the time counts from the last write.</summary>
    /// <param name="store">The store, for instance <see cref="CacheStores.GroupCache"/>; null for none.</param>
    /// <param name="cacheNamespace">Whose entries these are in the store, see <see cref="CacheNamespaces"/>.</param>
    /// <param name="keyText">The text of a key in the store.</param>
    /// <param name="json">How values are written in the store, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="logger">Told of the store's failures.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    public TypedCache<TKey, TValue> BuildTypedTtl<TKey, TValue>(
        ICacheStore? store, string cacheNamespace, Func<TKey, string> keyText, JsonTypeInfo<TValue> json, ILogger? logger = null, TimeProvider? time = null)
        where TKey : notnull
        where TValue : class =>
        store is null
            ? TypedCache.InProcess(BuildWithTtl<TKey, TValue>(time))
            : TypedCache.FromStore(store, cacheNamespace, Timeout, keyText, json, logger, time);

    /// <summary>As <see cref="BuildTypedTtl"/>, but in the process the time counts from the last access. A store knows only the time since the last write.</summary>
    /// <param name="store">The store, for instance <see cref="CacheStores.LidPnCache"/>; null for none.</param>
    /// <param name="cacheNamespace">Whose entries these are in the store, see <see cref="CacheNamespaces"/>.</param>
    /// <param name="keyText">The text of a key in the store.</param>
    /// <param name="json">How values are written in the store, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="logger">Told of the store's failures.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    public TypedCache<TKey, TValue> BuildTypedTti<TKey, TValue>(
        ICacheStore? store, string cacheNamespace, Func<TKey, string> keyText, JsonTypeInfo<TValue> json, ILogger? logger = null, TimeProvider? time = null)
        where TKey : notnull
        where TValue : class =>
        store is null
            ? TypedCache.InProcess(BuildWithTti<TKey, TValue>(time))
            : TypedCache.FromStore(store, cacheNamespace, Timeout, keyText, json, logger, time);
}
