using System.Text;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>The adapter over a real Redis server.</summary>
public sealed class RedisTests(RedisServer server) : IClassFixture<RedisServer>, IAsyncLifetime
{
    static int s_accounts;

    readonly ListLogger _log = new();
    RedisDistributedCache? _cache;

    public static TheoryData<string> Rules => CacheStoreRules.Names;

    // An account of its own for each test.
    readonly string _prefix = $"bot{Interlocked.Increment(ref s_accounts)}:";

    RedisDistributedCache Redis => _cache ??= new RedisDistributedCache(server.SocketPath);

    DistributedCacheStore Store => new(Redis, _prefix);

    public Task InitializeAsync() => server.StartAsync();

    public Task DisposeAsync()
    {
        _cache?.Dispose();
        return Task.CompletedTask;
    }

    [RedisTheory]
    [MemberData(nameof(Rules))]
    public Task Every_rule_of_a_store_holds(string rule) => CacheStoreRules.CheckAsync(rule, Store);

    [RedisFact]
    public async Task The_server_has_what_we_say_it_has()
    {
        await Store.SetAsync("group", "a", "value"u8.ToArray(), TimeSpan.FromMinutes(5));
        Assert.EndsWith("value", Encoding.Latin1.GetString((await Redis.GetAsync($"{_prefix}group:a"))!), StringComparison.Ordinal);
        Assert.Equal(17, (await Redis.GetAsync($"{_prefix}group"))!.Length);
        var left = await Redis.RunAsync(["PTTL"u8.ToArray(), Encoding.UTF8.GetBytes($"{_prefix}group:a")], CancellationToken.None);
        Assert.InRange(int.Parse(left!, null), 1, 300_000);
        // The generation is kept for ever.
        Assert.Equal("-1", Caches.Text(await Redis.RunAsync(["PTTL"u8.ToArray(), Encoding.UTF8.GetBytes($"{_prefix}group")], CancellationToken.None)));
    }

    [RedisFact]
    public async Task A_cache_over_it_survives_the_servers_death_and_return()
    {
        var cache = Cache();
        await cache.InsertAsync("a", new Note(1));
        Assert.Equal(new Note(1), await cache.GetAsync("a"));

        server.Kill();
        Assert.Null(await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(2));
        cache.InvalidateAll();
        Assert.Equal(new Note(3), await cache.GetOrAddAsync("b", 3, static (three, _, _) => new ValueTask<Note?>(new Note(three))));
        Assert.NotEqual(0, cache.Failures);
        Assert.NotEmpty(_log.Entries);

        await server.StartAsync();
        await cache.RunPendingTasksAsync();
        Assert.Null(await cache.GetAsync("a"));
        await cache.InsertAsync("a", new Note(4));
        Assert.Equal(new Note(4), await cache.GetAsync("a"));
    }

    [RedisFact]
    public async Task Two_processes_share_what_they_cache_and_clear()
    {
        var here = Cache();
        var there = Cache();
        await here.InsertAsync("a", new Note(1));
        Assert.Equal(new Note(1), await there.GetOrAddAsync("a", 0, static (_, _, _) => throw new InvalidDataException()));
        await there.ClearAsync();
        Assert.Null(await here.GetAsync("a"));
        Assert.Equal(0, here.Failures + there.Failures);
    }

    TypedCache<string, Note> Cache() =>
        TypedCache.FromStore(Store, "notes", TimeSpan.FromHours(1), static (string key) => key, CachingJson.Default.Note, _log);
}
