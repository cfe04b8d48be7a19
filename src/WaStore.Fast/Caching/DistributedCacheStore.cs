using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;
using WaStore.Fast.Coordination;

namespace WaStore.Fast.Caching;

/// <summary>An <see cref="ICacheStore"/> over any <see cref="IDistributedCache"/>: Redis, Garnet, SQL Server or another.</summary>
/// <remarks>
/// <para>Such a cache can neither list nor delete by prefix, so each namespace has a *generation*, a random number in a row of its own, and each value carries
/// the one it was written under. A value of another generation is absent; clearing a namespace writes a new generation. A generation that the
/// cache lost for lack of room is replaced by a new one, so nothing comes back to life, also not from another process.</para>
/// <para>A read asks for the value and the generation at the same time, a write takes the generation that was seen last: a write under an outdated one is lost, as
/// a cache may lose any. Values of older generations stay where they are until they are written over, deleted, or expire.</para>
/// <para>The keys are <c>prefix namespace</c> for the generation and <c>prefix namespace:key</c> for a value. <see cref="ICacheStore.CountAsync"/> cannot be known and answers
/// null. Where a cache has an expiration of its own by default, as SQL Server's has, it applies to values without a time to live.</para>
/// <para>Thread-safe, if the cache is.</para>
/// </remarks>
public sealed class DistributedCacheStore : ICacheStore
{
    const char Separator = ':';

    static readonly DistributedCacheEntryOptions s_forEver = new();

    readonly IDistributedCache _cache;
    readonly string _keyPrefix;
    readonly ConcurrentDictionary<string, Guid> _generations = new(StringComparer.Ordinal);
    readonly KeyedLocks<string> _creation = new(capacity: 8, StringComparer.Ordinal, StringComparer.Ordinal);

    /// <summary>Makes a store in <paramref name="cache"/>, which stays the caller's.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="keyPrefix">What all keys start with: one per account, since all accounts use the same namespaces; for instance <c>"bot1:"</c>.</param>
    public DistributedCacheStore(IDistributedCache cache, string keyPrefix)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        _cache = cache;
        _keyPrefix = keyPrefix;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The namespace is empty or has a colon.</exception>
    public async ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        var valueKey = ValueKey(cacheNamespace, key);
        cancellationToken.ThrowIfCancellationRequested();
        var value = _cache.GetAsync(valueKey, cancellationToken);
        var generation = ReadGenerationAsync(cacheNamespace, cancellationToken);
        await Task.WhenAll(generation, value).ConfigureAwait(false);
        return await value.ConfigureAwait(false) is { } stored && await generation.ConfigureAwait(false) is { } current
            ? StampedValue.Unwrap(stored, current)
            : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The namespace is empty or has a colon, or the time to live is not more than zero.</exception>
    public async ValueTask SetAsync(
        string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(timeToLive));
        var valueKey = ValueKey(cacheNamespace, key);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_generations.TryGetValue(cacheNamespace, out var generation))
        {
            generation = await EnsureGenerationAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
        }

        var options = timeToLive is null ? s_forEver : new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive };
        await _cache.SetAsync(valueKey, StampedValue.Wrap(generation, value.Span), options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The namespace is empty or has a colon.</exception>
    public async ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        var valueKey = ValueKey(cacheNamespace, key);
        // Not every cache looks at the token, and a cancelled call should do nothing.
        cancellationToken.ThrowIfCancellationRequested();
        await _cache.RemoveAsync(valueKey, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The namespace is empty or has a colon.</exception>
    public async ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default)
    {
        _ = GenerationKey(cacheNamespace);
        using var held = await _creation.LockAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
        _ = await CreateGenerationAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The generation that the cache has; null when it has none.</summary>
    async Task<Guid?> ReadGenerationAsync(string cacheNamespace, CancellationToken cancellationToken)
    {
        var isKnown = _generations.TryGetValue(cacheNamespace, out var known);
        var stored = await _cache.GetAsync(GenerationKey(cacheNamespace), cancellationToken).ConfigureAwait(false);
        var current = StampedValue.GenerationOf(stored);
        // Only over what was known before the read: a clear of our own that came in between knows better.
        if (current is null)
        {
            _ = isKnown && _generations.TryRemove(new KeyValuePair<string, Guid>(cacheNamespace, known));
        }
        else
        {
            _ = isKnown ? _generations.TryUpdate(cacheNamespace, current.Value, known) : _generations.TryAdd(cacheNamespace, current.Value);
        }

        return current;
    }

    async ValueTask<Guid> EnsureGenerationAsync(string cacheNamespace, CancellationToken cancellationToken)
    {
        using var held = await _creation.LockAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
        return await ReadGenerationAsync(cacheNamespace, cancellationToken).ConfigureAwait(false)
            ?? await CreateGenerationAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<Guid> CreateGenerationAsync(string cacheNamespace, CancellationToken cancellationToken)
    {
        var generation = Guid.NewGuid();
        // Not known while it is written: if that fails, the cache may have it or not.
        _ = _generations.TryRemove(cacheNamespace, out _);
        await _cache.SetAsync(GenerationKey(cacheNamespace), StampedValue.Wrap(generation, []), s_forEver, cancellationToken).ConfigureAwait(false);
        _generations[cacheNamespace] = generation;
        return generation;
    }

    string GenerationKey(string cacheNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(cacheNamespace);
        // A colon would make one namespace's value another's.
        return cacheNamespace.Contains(Separator) ? throw new ArgumentException("A namespace has no colon.", nameof(cacheNamespace)) : _keyPrefix + cacheNamespace;
    }

    string ValueKey(string cacheNamespace, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return string.Concat(GenerationKey(cacheNamespace), ":", key);
    }
}
