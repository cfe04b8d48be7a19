using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A cache over a store that knows who owns it (design.md 4, "one owner").</summary>
public sealed class OwnershipTests
{
    static readonly SignalAddress s_address = Harness.Address(1);

    readonly InMemoryBackend _store = new();
    readonly Steering _steering = new();

    [Fact]
    public async Task A_store_without_owners_is_cached_either_way()
    {
        await using var plain = new SignalStoreCache<SessionRecord, SenderKeyRecord>(_store, Harness.Quiet);
        await using var opened = await SignalStoreCache.OpenAsync(_store, Harness.Quiet);
        Assert.NotEqual(plain.Incarnation, opened.Incarnation);
    }

    [Fact]
    public void A_store_with_an_owner_is_not_cached_past_it()
    {
        var owned = Owned(new Owner());
        Assert.Throws<ArgumentException>(() => new SignalStoreCache<ChainRecord, ChainRecord>(owned, Harness.Quiet));
        Assert.Throws<ArgumentException>(() => new SignalStoreCache<ChainRecord, ChainRecord>(Backend.Combine(owned, _store, _store, _store, _store), Harness.Quiet));
    }

    [Fact]
    public async Task Somebody_else_s_account_is_refused()
    {
        var taken = StoreException.Connection("owned by somebody");
        Assert.Same(taken, await Assert.ThrowsAsync<StoreException>(async () => await OpenAsync(new Owner { Taken = taken })));
    }

    [Fact]
    public async Task The_life_that_was_closed_cleanly_goes_on_and_its_counters_are_exact()
    {
        var life = Incarnation.Create();
        var stored = ChainRecord.New(1).Send().Send();
        await _store.PutSessionAsync(s_address.Text, stored.ToBytes(life));

        await using var cache = await OpenAsync(new Owner { Resumed = life });

        Assert.Equal(life, cache.Incarnation);
        Assert.Equal(2u, (await cache.GetSessionAsync(s_address))!.Counter);
        await using var other = await OpenAsync(new Owner());
        Assert.Equal(ChainRecord.Lease, (await other.GetSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task A_life_of_the_caller_s_own_choice_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await SignalStoreCache.OpenAsync<ChainRecord, ChainRecord>(Owned(new Owner()), Harness.Quiet with { Incarnation = Incarnation.Create() }));

    [Fact]
    public async Task A_close_gives_the_account_back_once_with_the_life_of_the_end()
    {
        var owner = new Owner { Resumed = Incarnation.Create() };
        var cache = await OpenAsync(owner);
        await cache.ClearAsync();
        var last = cache.Incarnation;
        Assert.NotEqual(owner.Resumed, last);

        await cache.DisposeAsync();
        await cache.DisposeAsync();

        Assert.Equal([last], owner.Released);
    }

    [Fact]
    public async Task A_close_that_fails_gives_nothing_back_until_it_succeeds()
    {
        var owner = new Owner();
        var cache = await OpenAsync(owner);
        await cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        _steering.FailNext("CommitAsync");

        await Assert.ThrowsAsync<StoreException>(async () => await cache.DisposeAsync());
        Assert.Empty(owner.Released);

        await cache.DisposeAsync();
        Assert.Equal([cache.Incarnation], owner.Released);
    }

    [Fact]
    public async Task Who_lost_the_account_writes_nothing_more()
    {
        var owner = new Owner();
        await using var cache = await OpenAsync(owner);
        await cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        owner.Lost = StoreException.Connection("owned by somebody");

        Assert.Same(owner.Lost, await Assert.ThrowsAsync<StoreException>(async () => await cache.FlushBeforeSendAsync(cache.RecoveryGeneration)));
        Assert.Null(await _store.GetSessionAsync(s_address.Text));
        Assert.True(cache.NeedsFlushBeforeSend);

        owner.Lost = null;
        await cache.FlushBeforeSendAsync(cache.RecoveryGeneration);
    }

    [Theory]
    [InlineData(ForeignCommits.Possible)]
    [InlineData(ForeignCommits.Certain)]
    public async Task A_commit_of_others_drops_what_is_clean_and_free(ForeignCommits foreign)
    {
        var owner = new Owner();
        await using var cache = await OpenAsync(owner);
        var life = cache.Incarnation;
        var (clean, owned, absent, dirty) = (Harness.Address(2), Harness.Address(3), Harness.Address(4), Harness.Address(5));
        foreach (var address in new[] { clean, owned })
        {
            await cache.PutSessionAsync(address, ChainRecord.New(1).Send());
            await cache.PutSenderKeyAsync(Harness.Name(2), ChainRecord.New(1));
            _ = await cache.PutIdentityAsync(address, Harness.Key(1));
        }

        await cache.FlushAsync();
        _ = await cache.GetSessionAsync(absent);
        using var checkout = await cache.CheckoutSessionAsync(owned);
        var parked = _steering.Park("CommitAsync");
        owner.Foreign = foreign;
        await cache.PutSessionAsync(clean, ChainRecord.New(7).Send());
        var flush = cache.FlushAsync();
        await parked.Reached;
        await cache.PutSessionAsync(dirty, ChainRecord.New(8).Send());
        parked.Release();
        await flush;

        Assert.False(cache.TryGetSession(clean, out _));
        Assert.False(cache.TryGetSession(absent, out _));
        Assert.False(cache.TryGetSenderKey(Harness.Name(2), out _));
        Assert.False(cache.TryGetIdentity(clean, out _));
        Assert.True(cache.TryGetSession(owned, out _));
        Assert.True(cache.TryGetSession(dirty, out var kept));
        Assert.Equal(8, kept!.Chain);
        Assert.True(cache.NeedsFlushBeforeSend);
        Assert.Equal(1, cache.Health.ForeignCommits);
        // If it is certain, nobody knows whether the rows are the last ones of this life: they are read as those of another.
        Assert.Equal(foreign is ForeignCommits.Possible, life == cache.Incarnation);
        Assert.Equal(foreign is ForeignCommits.Possible ? 1u : ChainRecord.Lease, (await cache.GetSessionAsync(clean))!.Counter);
        await cache.FlushAsync();
        Assert.True(checkout.TryCommit(checkout.Record!.Send()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_under_way_when_others_committed_installs_nothing(bool many)
    {
        var owner = new Owner();
        await using var cache = await OpenAsync(owner);
        await _store.PutSessionAsync(s_address.Text, ChainRecord.New(1).Send().ToBytes(cache.Incarnation));
        var parked = _steering.Park(many ? nameof(ISignalReads.ReadSessionsAsync) : nameof(ISignalReads.GetSessionAsync), after: !many);
        var reading = many ? cache.LoadManyAsync(new[] { s_address }).AsTask() : cache.GetSessionAsync(s_address).AsTask();
        await parked.Reached;

        await _store.PutSessionAsync(s_address.Text, ChainRecord.New(2).Send().ToBytes(Incarnation.Create()));
        owner.Foreign = ForeignCommits.Certain;
        await cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(3));
        await cache.FlushAsync();
        parked.Release();
        await reading;

        Assert.Equal((2, ChainRecord.Lease), await cache.GetSessionAsync(s_address) is { } read ? (read.Chain, read.Counter) : default);
    }

    IBackend Owned(Owner owner) => OwnedBackend.Of(SteeredBackend.Of(_store, _steering), owner);

    ValueTask<SignalStoreCache<ChainRecord, ChainRecord>> OpenAsync(Owner owner) =>
        SignalStoreCache.OpenAsync<ChainRecord, ChainRecord>(Owned(owner), Harness.Quiet);
}
