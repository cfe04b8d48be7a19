using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

/// <summary>Uploads, refusals, lost answers, crashes at any call, keys used and handed out, in random order, over the end of the ids; against a server that remembers everything.</summary>
public sealed class PreKeyModelTests
{
    const uint Max = 16_777_215;

    readonly ServerPool _server = new();
    readonly InMemoryBackend _store = new();
    readonly HashSet<uint> _consumed = [];
    readonly HashSet<uint> _atPeers = [];

    public static TheoryData<int> RandomSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(RandomSeeds))]
    public async Task No_key_is_lost_none_comes_twice_and_none_comes_back(int seed)
    {
        var random = new ChaosRandom((ulong)seed);
        Assert.True(await _store.ProvisionAsync(1, Sample.Keys(1)));
        // Begins so that the ids end in the middle of the run, with keys of the round before behind that.
        await _store.SaveAsync((await _store.LoadAsync())! with { NextPreKeyId = Max - 2_000, FirstUnuploadPreKeyId = Max - 2_000 });
        uint[] old = [3, 4, 90, 700, 701, 702, 2_000];
        await _store.StorePreKeysAsync(old.Select(id => new PreKeyEntry(id, new byte[] { 42 })).ToArray(), uploaded: true);
        for (var life = 0; life < 60; life++)
        {
            await LiveAsync(random);
            await CheckAsync(old);
        }

        Assert.Contains(_server.Pool.Keys.Concat(_consumed), id => id > Max - 2_000);
        Assert.Contains(_server.Pool.Keys.Concat(_consumed), id => id < 10_000);
    }

    // One life of the process, over a store that dies at some call of it.
    async Task LiveAsync(ChaosRandom random)
    {
        var backend = CrashingBackend.Of(_store, random.Next(60), after: random.Next(2) == 0);
        var options = new PersistenceOptions { SaveDelay = TimeSpan.FromDays(1), SaveInterval = TimeSpan.FromDays(1) };
        try
        {
            var manager = await PersistenceManager.OpenAsync(backend, options);
            var pool = new PreKeyPool(manager, _server, new PreKeyPoolOptions { WantedCount = 5 + random.Next(60) });
            for (var i = 0; i < 12; i++)
            {
                await StepAsync(pool, backend, random);
            }

            await manager.DisposeAsync();
        }
        catch (CrashException)
        {
            // The next life goes on with what the store has.
        }
    }

    async Task StepAsync(PreKeyPool pool, IBackend backend, ChaosRandom random)
    {
        try
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    _ = await pool.UploadAsync(AcceptAsync);
                    break;
                case 2:
                    _ = await pool.UploadAsync((_, _) => throw new TimeoutException());
                    break;
                case 3:
                    _ = await pool.UploadAsync((keys, token) => LoseAnswer(() => AcceptAsync(keys, token)));
                    break;
                case 4:
                    _ = await pool.RefillAsync(_ => ValueTask.FromResult(_server.Pool.Count), AcceptAsync);
                    break;
                case 5:
                    await pool.HandOutAsync((key, _) => random.Next(2) == 0 ? HandOut(key) : LoseAnswer(() => HandOut(key)));
                    break;
                default:
                    await ConsumeAsync(backend, random);
                    break;
            }
        }
        catch (TimeoutException)
        {
            // Refused, or the answer was lost: the caller tries again some time.
        }
    }

    // A peer takes a key of the server, or uses one that it was handed; its first message makes this device drop the key.
    async Task ConsumeAsync(IBackend backend, ChaosRandom random)
    {
        for (var i = random.Next(30); i > 0 && _server.Pool.Count + _atPeers.Count > 0; i--)
        {
            var ids = _server.Pool.Keys.Union(_atPeers).Order().ToList();
            var id = ids[random.Next(ids.Count)];
            _ = _atPeers.Add(id);
            try
            {
                await backend.RemovePreKeyAsync(id);
            }
            finally
            {
                // If the process died before the store did it, the message comes again some time.
                if (await _store.LoadPreKeyAsync(id) is null)
                {
                    _ = _consumed.Add(id);
                    _ = _atPeers.Remove(id);
                    _server.Forget(id);
                }
            }
        }
    }

    ValueTask AcceptAsync(ReadOnlyMemory<PreKeyEntry> keys, CancellationToken cancellationToken)
    {
        Assert.DoesNotContain(keys.ToArray(), key => _consumed.Contains(key.Id));
        return _server.AcceptAsync(keys, cancellationToken);
    }

    ValueTask HandOut(PreKeyEntry key)
    {
        Assert.DoesNotContain(key.Id, _consumed);
        _server.Learn(key);
        _ = _atPeers.Add(key.Id);
        return default;
    }

    static async ValueTask LoseAnswer(Func<ValueTask> call)
    {
        await call();
        throw new TimeoutException();
    }

    async Task CheckAsync(uint[] old)
    {
        foreach (var id in _server.Pool.Keys.Union(_atPeers))
        {
            // The same key, for the server knows which one it was.
            _server.Learn(new PreKeyEntry(id, await _store.LoadPreKeyAsync(id) ?? throw new InvalidOperationException($"the key {id} is lost")));
        }

        foreach (var id in _consumed)
        {
            Assert.Null(await _store.LoadPreKeyAsync(id));
        }

        foreach (var id in old)
        {
            Assert.Equal(new byte[] { 42 }, await _store.LoadPreKeyAsync(id));
            Assert.DoesNotContain(id, _server.Pool.Keys);
        }
    }
}
