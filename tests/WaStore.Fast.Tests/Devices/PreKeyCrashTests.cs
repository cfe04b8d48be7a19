using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The process dies at each of its calls to the store, or while the server answers; then another one goes on.</summary>
public sealed class PreKeyCrashTests
{
    const int Wanted = 20;

    static readonly PreKeyPoolOptions s_options = new() { WantedCount = Wanted };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_crash_at_any_call_offers_the_same_keys_again(bool after, bool withLeftovers)
    {
        var crashes = 0;
        for (var step = 0; ; step++)
        {
            var (server, store) = await NewAsync(withLeftovers);
            var stored = await StoredAsync(store);
            var offered = new List<PreKeyEntry>();
            var crashed = (CrashingBackend)(object)await DieAsync(store, server, step, after, offered);
            await GoOnAsync(store, server, [.. stored, .. offered]);
            if (!crashed.IsCrashed)
            {
                Assert.Equal(step, crashed.Calls);
                break;
            }

            crashes++;
        }

        // Exists, load, the greatest id or the left-overs, the free ids, keys and watermark, marks: each of them was a crash.
        Assert.InRange(crashes, 5, 8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_the_server_answers_offers_the_same_keys_again(bool isAccepted)
    {
        var (server, store) = await NewAsync(withLeftovers: false);
        List<PreKeyEntry> offered = [];
        await using (var manager = await PersistenceManager.OpenAsync(store))
        {
            _ = await Assert.ThrowsAsync<CrashException>(() => new PreKeyPool(manager, server, s_options).UploadAsync(async (keys, token) =>
            {
                offered.AddRange(keys.ToArray());
                await (isAccepted ? server.AcceptAsync(keys, token) : default);
                throw new CrashException();
            }).AsTask());
        }

        Assert.Equal(Wanted, offered.Count);
        await GoOnAsync(store, server, offered);
        Assert.Equal(Wanted, server.Made);
    }

    static async Task<(ServerPool Server, InMemoryBackend Store)> NewAsync(bool withLeftovers)
    {
        var server = new ServerPool();
        var store = new InMemoryBackend();
        Assert.True(await store.ProvisionAsync(1, Sample.Keys(1)));
        await using var manager = await PersistenceManager.OpenAsync(store);
        if (withLeftovers)
        {
            _ = await Assert.ThrowsAsync<TimeoutException>(() => new PreKeyPool(manager, server, new PreKeyPoolOptions { WantedCount = 8 })
                .UploadAsync((_, _) => throw new TimeoutException()).AsTask());
        }

        return (server, store);
    }

    // A first life that dies. What it has in memory is gone: nothing of it is disposed, which would save.
    static async Task<IBackend> DieAsync(InMemoryBackend store, ServerPool server, int step, bool after, List<PreKeyEntry> offered)
    {
        var backend = CrashingBackend.Of(store, step, after);
        try
        {
            var manager = await PersistenceManager.OpenAsync(backend, new PersistenceOptions { SaveDelay = TimeSpan.FromDays(1), SaveInterval = TimeSpan.FromDays(1) });
            _ = await new PreKeyPool(manager, server, s_options).UploadAsync((keys, token) =>
            {
                offered.AddRange(keys.ToArray());
                return server.AcceptAsync(keys, token);
            });
        }
        catch (CrashException)
        {
            // As ordered.
        }

        return backend;
    }

    // The next life. What was stored or offered before is offered again, with the same bytes, unless the marks are durable.
    static async Task GoOnAsync(InMemoryBackend store, ServerPool server, IReadOnlyCollection<PreKeyEntry> earlier)
    {
        await using var manager = await PersistenceManager.OpenAsync(store);
        var isDone = manager.GetSnapshot().Row.ServerHasPreKeys;
        var expected = isDone ? [] : earlier.Concat(await StoredAsync(store)).ToHashSet();
        var again = new List<PreKeyEntry>();
        Assert.Equal(Wanted, await new PreKeyPool(manager, server, s_options).UploadAsync((keys, token) =>
        {
            again.AddRange(keys.ToArray());
            return server.AcceptAsync(keys, token);
        }));
        Assert.Subset(again.ToHashSet(), expected);
        foreach (var (id, record) in server.Pool)
        {
            Assert.Equal(record, await store.LoadPreKeyAsync(id));
        }
    }

    static async Task<IReadOnlyList<PreKeyEntry>> StoredAsync(InMemoryBackend store) =>
        await store.LoadPreKeysAsync(Enumerable.Range(1, 100).Select(id => (uint)id).ToArray());
}
