using System.Collections.Concurrent;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A store of a user's own, as short as one can be: what an example shows, and what the tests look into.</summary>
sealed class DictionaryCacheStore : ICacheStore
{
    internal ConcurrentDictionary<(string Namespace, string Key), (byte[] Value, TimeSpan? TimeToLive)> Rows { get; } = new();

    public ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default) =>
        new(Rows.TryGetValue((cacheNamespace, key), out var row) ? [.. row.Value] : null);

    public ValueTask SetAsync(
        string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        Rows[(cacheNamespace, key)] = (value.ToArray(), timeToLive);
        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        _ = Rows.TryRemove((cacheNamespace, key), out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default)
    {
        foreach (var row in Rows.Keys.Where(row => row.Namespace == cacheNamespace))
        {
            _ = Rows.TryRemove(row, out _);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<long?> CountAsync(string cacheNamespace, CancellationToken cancellationToken = default) =>
        new(Rows.Keys.LongCount(row => row.Namespace == cacheNamespace));
}
