using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>The bounds hold on every way in, and only what the store has too is given up (spec/caches.md 11.3, I3, I4, I14).</summary>
public sealed class EvictionTests
{
    static readonly SignalCacheOptions s_small = Harness.Quiet with { MaxEntries = 32, MaxAbsences = 16, Stripes = 8 };

    [Fact]
    public async Task Reads_of_many_keys_stay_within_the_bounds()
    {
        await using var harness = new Harness(s_small);
        for (var i = 0; i < 500; i += 2)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
        }

        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(i % 2 == 0, await harness.Cache.HasSessionAsync(Harness.Address(i)));
            Assert.True(harness.Cache.Sessions.Count(EntryStates.Present) <= 32);
            Assert.True(harness.Cache.Sessions.Count(EntryStates.Absent) <= 16);
        }

        Assert.Equal(32, harness.Cache.Sessions.Count(EntryStates.Present));
    }

    [Fact]
    public async Task What_is_not_stored_is_never_evicted_and_can_be_once_it_is()
    {
        await using var harness = new Harness(s_small);
        for (var i = 0; i < 300; i++)
        {
            await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i));
            await harness.Cache.DeleteSessionAsync(Harness.Address(1000 + i));
            _ = await harness.Cache.GetSessionAsync(Harness.Address(2000 + i));
        }

        Assert.Equal(300, harness.Cache.Sessions.Count(EntryStates.Dirty));
        Assert.Equal(300, harness.Cache.Sessions.Count(EntryStates.Deleted));
        for (var i = 0; i < 300; i++)
        {
            Assert.True(harness.Cache.TryGetSession(Harness.Address(i), out var session));
            Assert.Equal(i, session!.Chain);
        }

        await harness.Cache.FlushAsync();
        Assert.Equal(32, harness.Cache.Sessions.Count(EntryStates.Present));
        Assert.Equal(16, harness.Cache.Sessions.Count(EntryStates.Absent));
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(i, (await harness.Cache.GetSessionAsync(Harness.Address(i)))!.Chain);
        }
    }

    [Fact]
    public async Task What_is_checked_out_is_never_evicted()
    {
        await using var harness = new Harness(s_small);
        var owners = new List<Checkout<ChainRecord>>();
        for (var i = 0; i < 20; i++)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
            owners.Add(await harness.Cache.CheckoutSessionAsync(Harness.Address(i)));
            owners.Add(await harness.Cache.CheckoutSessionAsync(Harness.Address(1000 + i)));
        }

        for (var i = 100; i < 400; i++)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
            _ = await harness.Cache.GetSessionAsync(Harness.Address(i));
            _ = await harness.Cache.GetSessionAsync(Harness.Address(2000 + i));
        }

        Assert.All(owners, owner => Assert.True(owner.TryCommit(ChainRecord.New(-1))));
    }

    [Fact]
    public async Task When_everything_is_owned_the_bound_gives_way()
    {
        await using var harness = new Harness(s_small);
        var owners = new List<Checkout<ChainRecord>>();
        for (var i = 0; i < 100; i++)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
            owners.Add(await harness.Cache.CheckoutSessionAsync(Harness.Address(i)));
        }

        Assert.Equal(100, harness.Cache.Sessions.Count(EntryStates.CheckedOut));
        owners.ForEach(owner => owner.Dispose());
        await harness.StoreSessionAsync(Harness.Address(500), ChainRecord.New(500));
        _ = await harness.Cache.GetSessionAsync(Harness.Address(500));
        Assert.Equal(32, harness.Cache.Sessions.Count(EntryStates.Present));
    }

    [Fact]
    public async Task What_is_used_outlives_what_is_not()
    {
        await using var harness = new Harness(s_small);
        var hot = Enumerable.Range(0, 8).Select(Harness.Address).ToList();
        for (var i = 0; i < 400; i++)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
            _ = await harness.Cache.GetSessionAsync(Harness.Address(i));
            hot.ForEach(address => harness.Cache.TryGetSession(address, out _));
        }

        var reads = harness.Steering.CountOf(nameof(ISignalReads.GetSessionAsync));
        foreach (var address in hot)
        {
            _ = await harness.Cache.GetSessionAsync(address);
        }

        Assert.Equal(reads, harness.Steering.CountOf(nameof(ISignalReads.GetSessionAsync)));
    }

    [Fact]
    public async Task The_bound_in_bytes_holds_too()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 10_000, MaxBytes = 5_000 });
        for (var i = 0; i < 300; i++)
        {
            await harness.StoreSessionAsync(Harness.Address(i), ChainRecord.New(i));
            _ = await harness.Cache.GetSessionAsync(Harness.Address(i));
        }

        // 29 bytes of record and 200 of entry each.
        Assert.Equal(5_000 / 229, harness.Cache.Sessions.Count());
    }

    [Fact]
    public async Task A_clean_eviction_burns_no_lease()
    {
        await using var harness = new Harness(s_small);
        using (var checkout = await harness.Cache.CheckoutSenderKeyAsync(Harness.Name(1)))
        {
            checkout.Commit(ChainRecord.New(1).Send());
        }

        await harness.Cache.FlushAsync();
        for (var i = 100; i < 400; i++)
        {
            await harness.StoreSenderKeyAsync(Harness.Name(i), ChainRecord.New(i));
            _ = await harness.Cache.GetSenderKeyAsync(Harness.Name(i));
        }

        Assert.False(harness.Cache.TryGetSenderKey(Harness.Name(1), out _));
        Assert.Equal(1u, (await harness.Cache.GetSenderKeyAsync(Harness.Name(1)))!.Counter);
    }

    [Fact]
    public async Task Nothing_may_be_kept_at_all()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 0, MaxAbsences = 0, Stripes = 1 });
        await harness.StoreSessionAsync(Harness.Address(1), ChainRecord.New(1));
        Assert.NotNull(await harness.Cache.GetSessionAsync(Harness.Address(1)));
        Assert.Null(await harness.Cache.GetSessionAsync(Harness.Address(2)));
        Assert.Equal(0, harness.Cache.Sessions.Count());
        using (var checkout = await harness.Cache.CheckoutSessionAsync(Harness.Address(1)))
        {
            checkout.Commit(checkout.Record!.Send());
        }

        Assert.Equal(IdentityPut.New, await harness.Cache.PutIdentityAsync(Harness.Address(1), Harness.Key(1)));
        await harness.Cache.FlushAsync();
        Assert.Equal(1u, (await harness.StoredSessionAsync(Harness.Address(1)))!.Counter);
    }
}
