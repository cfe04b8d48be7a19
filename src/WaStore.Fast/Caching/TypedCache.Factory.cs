using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WaStore.Fast.Caching;

/// <summary>Makes a <see cref="TypedCache{TKey, TValue}"/>.</summary>
public static class TypedCache
{
    /// <summary>
    /// The longest JSON that is written to a store or read from it, in bytes: more than a group of 10,000 participants takes. What is longer is not kept, and
    /// not decoded: a store that others write to must not fill the memory.
    /// </summary>
    public const int MaxValueBytes = 16 * 1024 * 1024;

    /// <summary>How many keys are remembered whose change the store failed to take; past that, the whole cache is a miss until the store was cleared.</summary>
    public const int MaxUnsettledKeys = 1_024;

    /// <summary>A cache in the process; the given one, without anything in between.</summary>
    public static TypedCache<TKey, TValue> InProcess<TKey, TValue>(PortableCache<TKey, TValue> cache)
        where TKey : notnull
        where TValue : class
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new LocalTypedCache<TKey, TValue>(cache);
    }

    /// <summary>A cache in a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cacheNamespace">Whose entries these are, see <see cref="CacheNamespaces"/>.</param>
    /// <param name="timeToLive">How long the store keeps a value; null for ever.</param>
    /// <param name="keyText">The text of a key: different for different keys, and always the same.</param>
    /// <param name="json">How values are written, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="logger">Told of failures, at most once a second; null is told of none.</param>
    /// <param name="time">The clock of that second.</param>
    public static TypedCache<TKey, TValue> FromStore<TKey, TValue>(
        ICacheStore store,
        string cacheNamespace,
        TimeSpan? timeToLive,
        Func<TKey, string> keyText,
        JsonTypeInfo<TValue> json,
        ILogger? logger = null,
        TimeProvider? time = null)
        where TKey : notnull
        where TValue : class
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(cacheNamespace);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(timeToLive));
        ArgumentNullException.ThrowIfNull(keyText);
        ArgumentNullException.ThrowIfNull(json);
        var failures = new StoreFailures(cacheNamespace, logger ?? NullLogger.Instance, time ?? TimeProvider.System);
        return new StoreTypedCache<TKey, TValue>(new StoredValues<TValue>(store, cacheNamespace, timeToLive, json, failures), keyText);
    }
}
