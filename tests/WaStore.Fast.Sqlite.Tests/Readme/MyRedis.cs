using System.Collections.Concurrent;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Sqlite.Tests.Readme;

/// <summary>Stands where a user's cache outside of the process stands: a dictionary.</summary>
sealed class MyRedis : ICacheStore
{
    internal ConcurrentDictionary<(string Namespace, string Key), byte[]> Values { get; } = [];

    public ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default) =>
        new(Values.TryGetValue((cacheNamespace, key), out byte[]? value) ? [.. value] : null);

    public ValueTask SetAsync(string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        Values[(cacheNamespace, key)] = value.ToArray();
        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        _ = Values.TryRemove((cacheNamespace, key), out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default)
    {
        foreach ((string Namespace, string Key) key in Values.Keys.Where(key => key.Namespace == cacheNamespace))
        {
            _ = Values.TryRemove(key, out _);
        }

        return ValueTask.CompletedTask;
    }
}
