using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>
/// Many threads on few and on skewed keys, with flushes, evictions and clean clears between them. Each key counts up by checkouts alone, so a lost or
/// resurrected write shows as a counter that comes twice, and an older value as one that goes down for some reader.
/// </summary>
public sealed class LinearizabilityTests
{
    const int Keys = 48;
    const int Steps = 4_000;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_key_only_counts_up(int stripes)
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 12, MaxAbsences = 4, Stripes = stripes });
        var addresses = Enumerable.Range(0, Keys).Select(Harness.Address).ToArray();
        var used = new System.Collections.Concurrent.ConcurrentDictionary<(int Key, uint Counter), bool>();
        using var stop = new CancellationTokenSource();
        var flusher = Task.Run(async () =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                await (round % 4 == 0 ? harness.Cache.ClearAfterFlushAsync() : harness.Cache.FlushAsync());
                await Task.Yield();
            }
        });
        var writers = Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var seen = new uint[Keys];
            for (var step = 0; step < Steps; step++)
            {
                var key = Skewed(random);
                if (random.Next(3) > 0)
                {
                    var read = await ReadAsync(harness, addresses, key, random);
                    Assert.True((read?.Counter ?? 0) >= seen[key], $"key {key} went back from {seen[key]} to {read?.Counter}");
                    seen[key] = read?.Counter ?? 0;
                    continue;
                }

                if (harness.Cache.TryCheckoutSession(addresses[key], out var checkout) is CheckoutStatus.Busy)
                {
                    continue;
                }

                if (checkout == default && await OwnAsync(harness, addresses[key]) is { } owned)
                {
                    checkout = owned;
                }

                using (checkout)
                {
                    if (checkout != default)
                    {
                        var before = checkout.Record ?? ChainRecord.New(key);
                        Assert.True(before.Counter >= seen[key]);
                        if (random.Next(8) == 0)
                        {
                            continue;
                        }

                        checkout.Commit(before.Send());
                        Assert.True(used.TryAdd((key, before.Counter), true), $"counter {before.Counter} of key {key} came twice");
                        seen[key] = before.Counter + 1;
                    }
                }
            }
        })).ToArray();
        await Task.WhenAll(writers);
        await stop.CancelAsync();
        await flusher;
        await harness.Cache.FlushAsync();
        harness.Cache.AssertConsistent();
        Assert.Equal(0, harness.Cache.Sessions.Count(EntryStates.CheckedOut | EntryStates.Loading));
        for (var key = 0; key < Keys; key++)
        {
            Assert.Equal((uint)used.Keys.Count(use => use.Key == key), (await harness.StoredSessionAsync(addresses[key]))?.Counter ?? 0);
        }
    }

    static int Skewed(Random random) => random.Next(2) == 0 ? random.Next(4) : random.Next(Keys);

    static async Task<ChainRecord?> ReadAsync(Harness harness, SignalAddress[] addresses, int key, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                return await harness.Cache.GetSessionAsync(addresses[key]);
            case 1 when harness.Cache.TryGetSession(addresses[key].Text, out var cached):
                return cached;
            default:
                await harness.Cache.LoadManyAsync(addresses.AsMemory(key, Math.Min(6, Keys - key)));
                return await harness.Cache.GetSessionAsync(addresses[key]);
        }
    }

    static async Task<Checkout<ChainRecord>?> OwnAsync(Harness harness, SignalAddress address)
    {
        try
        {
            return await harness.Cache.CheckoutSessionAsync(address);
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
