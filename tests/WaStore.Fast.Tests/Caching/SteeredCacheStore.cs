using System.Collections.Concurrent;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A store that counts its calls, fails when it is told to, and waits where it is told to.</summary>
sealed class SteeredCacheStore : ICacheStore
{
    readonly DictionaryCacheStore _store = new();

    internal ConcurrentDictionary<string, int> Calls { get; } = new();

    internal ICollection<(string Namespace, string Key)> Keys => _store.Rows.Keys;

    /// <summary>What every call throws; null for none.</summary>
    internal volatile Exception? Failure;

    /// <summary>What a call waits for before it does its work, by its name; it answers whether the work fails.</summary>
    internal Func<string, Task>? Before { get; set; }

    /// <summary>What a call waits for after it did its work.</summary>
    internal Func<string, Task>? After { get; set; }

    internal void Seed(string key, byte[] value) => _store.Rows[("notes", key)] = (value, null);

    public async ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        await EnterAsync("get", cancellationToken);
        var value = await _store.GetAsync(cacheNamespace, key, cancellationToken);
        await LeaveAsync("get");
        return value;
    }

    public async ValueTask SetAsync(
        string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        await EnterAsync("set", cancellationToken);
        await _store.SetAsync(cacheNamespace, key, value, timeToLive, cancellationToken);
        await LeaveAsync("set");
    }

    public async ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
    {
        await EnterAsync("delete", cancellationToken);
        await _store.DeleteAsync(cacheNamespace, key, cancellationToken);
        await LeaveAsync("delete");
    }

    public async ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default)
    {
        await EnterAsync("clear", cancellationToken);
        await _store.ClearAsync(cacheNamespace, cancellationToken);
        await LeaveAsync("clear");
    }

    public async ValueTask<long?> CountAsync(string cacheNamespace, CancellationToken cancellationToken = default)
    {
        await EnterAsync("count", cancellationToken);
        return await _store.CountAsync(cacheNamespace, cancellationToken);
    }

    async Task EnterAsync(string call, CancellationToken cancellationToken)
    {
        _ = Calls.AddOrUpdate(call, 1, static (_, count) => count + 1);
        if (Before is { } before)
        {
            await before(call).WaitAsync(cancellationToken);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    Task LeaveAsync(string call) => After is { } after ? after(call) : Task.CompletedTask;
}
