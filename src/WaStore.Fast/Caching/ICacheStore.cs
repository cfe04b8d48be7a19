namespace WaStore.Fast.Caching;

/// <summary>A cache outside of the process, for instance Redis, that some caches of an account may be kept in (spec/caches.md 4.1).</summary>
/// <remarks>
/// <para>Implementations are thread-safe and keep the entries of different namespaces apart. They throw what goes wrong: <see cref="TypedCache{TKey, TValue}"/>
/// takes a failed read for a miss, logs every failure, and hands none of them to the account. A value that was never set, has expired or was evicted is
/// absent; a cache may lose any entry at any time.</para>
/// <para>A store that several accounts share has to tell their entries apart itself, since all accounts use the same namespaces
/// (<see cref="CacheNamespaces"/>).</para>
/// </remarks>
public interface ICacheStore
{
    /// <summary>Reads a value.</summary>
    /// <param name="cacheNamespace">One of the few fixed names of <see cref="CacheNamespaces"/>.</param>
    /// <param name="key">Any text, also an empty one; compared ordinally.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The value, which is the caller's from now on; null when absent.</returns>
    ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default);

    /// <summary>Writes a value over the one that may be there.</summary>
    /// <param name="cacheNamespace">One of the few fixed names of <see cref="CacheNamespaces"/>.</param>
    /// <param name="key">Any text, also an empty one.</param>
    /// <param name="value">Valid until the returned task is done; may be empty.</param>
    /// <param name="timeToLive">How long it is kept, more than zero; null keeps it until it is deleted, or evicted for lack of room.</param>
    /// <param name="cancellationToken">Stops waiting; the value may have been written or not.</param>
    ValueTask SetAsync(string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default);

    /// <summary>Deletes a value, if there is one.</summary>
    /// <param name="cacheNamespace">One of the few fixed names of <see cref="CacheNamespaces"/>.</param>
    /// <param name="key">Any text, also an empty one.</param>
    /// <param name="cancellationToken">Stops waiting; the value may have been deleted or not.</param>
    ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default);

    /// <summary>Makes every value of a namespace that was set before the call absent, for every process that shares the store.</summary>
    /// <param name="cacheNamespace">One of the few fixed names of <see cref="CacheNamespaces"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the values may be gone or not.</param>
    ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default);

    /// <summary>Roughly how many values a namespace has, for diagnosis.</summary>
    /// <param name="cacheNamespace">One of the few fixed names of <see cref="CacheNamespaces"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null, the default, when the store cannot tell.</returns>
    ValueTask<long?> CountAsync(string cacheNamespace, CancellationToken cancellationToken = default) => new((long?)null);
}
