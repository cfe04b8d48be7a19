using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>What every store promises, whatever keeps it.</summary>
static class CacheStoreRules
{
    static readonly Dictionary<string, Func<ICacheStore, Task>> s_rules = new()
    {
        ["a value comes back until it is replaced or deleted"] = ValuesComeBack,
        ["namespaces and keys of any text stay apart"] = NamesStayApart,
        ["a clear empties its namespace and no other"] = ClearEmptiesOne,
        ["a value is gone after its time to live"] = ValuesExpire,
        ["values of any bytes and sizes come back"] = AnyBytesComeBack,
        ["a cancelled call does nothing"] = CancellationGetsThrough,
        ["a time to live that is none is refused"] = NoTimeIsRefused,
        ["calls at the same time do not disturb one another"] = CallsAtTheSameTime,
    };

    internal static TheoryData<string> Names => [.. s_rules.Keys];

    internal static Task CheckAsync(string rule, ICacheStore store) => s_rules[rule](store);

    static async Task ValuesComeBack(ICacheStore store)
    {
        Assert.Null(await store.GetAsync("group", "a"));
        await store.DeleteAsync("group", "a");
        await store.SetAsync("group", "a", "one"u8.ToArray(), timeToLive: null);
        Assert.Equal("one", Caches.Text(await store.GetAsync("group", "a")));
        await store.SetAsync("group", "a", "two"u8.ToArray(), TimeSpan.FromHours(1));
        Assert.Equal("two", Caches.Text(await store.GetAsync("group", "a")));
        await store.DeleteAsync("group", "a");
        Assert.Null(await store.GetAsync("group", "a"));
    }

    static async Task NamesStayApart(ICacheStore store)
    {
        string[] namespaces = ["group", "groups", "device_registry", "Group"];
        string[] keys = ["", " ", "a", "A", ":", "a:b", "group", "*", "a\r\nDEL x", "é", "e\u0301", new string('k', 10_000)];
        foreach (var name in namespaces)
        {
            foreach (var key in keys)
            {
                await store.SetAsync(name, key, Text(name, key), timeToLive: null);
            }
        }

        foreach (var name in namespaces)
        {
            foreach (var key in keys)
            {
                Assert.Equal(Text(name, key), await store.GetAsync(name, key));
            }
        }

        static byte[] Text(string name, string key) => System.Text.Encoding.UTF8.GetBytes($"{name}|{key}");
    }

    static async Task ClearEmptiesOne(ICacheStore store)
    {
        await store.ClearAsync("group");
        await store.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        await store.SetAsync("group", "b", "1"u8.ToArray(), TimeSpan.FromHours(1));
        await store.SetAsync("device_registry", "a", "2"u8.ToArray(), timeToLive: null);
        await store.ClearAsync("group");
        Assert.Null(await store.GetAsync("group", "a"));
        Assert.Null(await store.GetAsync("group", "b"));
        Assert.Equal("2", Caches.Text(await store.GetAsync("device_registry", "a")));
        await store.SetAsync("group", "a", "3"u8.ToArray(), timeToLive: null);
        Assert.Equal("3", Caches.Text(await store.GetAsync("group", "a")));
        Assert.Null(await store.GetAsync("group", "b"));
    }

    static async Task ValuesExpire(ICacheStore store)
    {
        await store.SetAsync("group", "short", "1"u8.ToArray(), TimeSpan.FromMilliseconds(50));
        await store.SetAsync("group", "long", "2"u8.ToArray(), TimeSpan.FromHours(1));
        var started = TimeProvider.System.GetTimestamp();
        while (await store.GetAsync("group", "short") is not null)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "It did not expire.");
            await Task.Delay(10);
        }

        Assert.Equal("2", Caches.Text(await store.GetAsync("group", "long")));
    }

    static async Task AnyBytesComeBack(ICacheStore store)
    {
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        foreach (var value in new[] { [], [0], every, new byte[3 * 1024 * 1024] })
        {
            await store.SetAsync("group", "a", value, timeToLive: null);
            Assert.Equal(value, await store.GetAsync("group", "a"));
        }

        // What the caller does with his arrays afterwards is his own affair.
        await store.SetAsync("group", "mine", every, timeToLive: null);
        every[0] = 1;
        (await store.GetAsync("group", "mine"))![1] = 7;
        Assert.Equal([0, 1], (await store.GetAsync("group", "mine"))![..2]);
    }

    static async Task CancellationGetsThrough(ICacheStore store)
    {
        var cancelled = new CancellationToken(canceled: true);
        await store.SetAsync("group", "a", "1"u8.ToArray(), timeToLive: null);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.GetAsync("group", "a", cancelled));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.SetAsync("group", "a", "2"u8.ToArray(), timeToLive: null, cancelled));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.DeleteAsync("group", "a", cancelled));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.ClearAsync("group", cancelled));
        Assert.Equal("1", Caches.Text(await store.GetAsync("group", "a")));
    }

    static async Task NoTimeIsRefused(ICacheStore store)
    {
        _ = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.SetAsync("group", "a", default, TimeSpan.Zero));
        _ = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.SetAsync("group", "a", default, TimeSpan.FromSeconds(-1)));
        _ = await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.GetAsync("group", null!));
        _ = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store.GetAsync("", "a"));
        Assert.Null(await store.GetAsync("group", "a"));
    }

    static async Task CallsAtTheSameTime(ICacheStore store) =>
        await Parallel.ForAsync(0, 200, async (i, cancellationToken) =>
        {
            var value = BitConverter.GetBytes(i);
            await store.SetAsync("group", $"{i}", value, TimeSpan.FromHours(1), cancellationToken);
            Assert.Equal(value, await store.GetAsync("group", $"{i}", cancellationToken));
        });
}
