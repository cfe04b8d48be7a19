using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A consumed pre-key goes with its durable session or later, never earlier (spec/caches.md 1.7, 11.2, I12).</summary>
public sealed class PreKeyTests
{
    const uint Id = 77;
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task It_stays_until_its_session_is_flushed_and_goes_with_it()
    {
        await using var harness = await WithPreKeyAsync();
        await ConsumeAsync(harness);
        Assert.True(await IsStoredAsync(harness));
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
        Assert.NotNull(await harness.StoredSessionAsync(s_address));
        Assert.Equal(1, harness.Steering.CountOf(Commit));
    }

    [Fact]
    public async Task While_the_session_is_checked_out_it_waits_for_the_commit()
    {
        await using var harness = await WithPreKeyAsync();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        harness.Cache.ConsumePreKey(Id, s_address);
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
        checkout.Commit(ChainRecord.New(3));
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
    }

    [Fact]
    public async Task One_flush_decides_for_each()
    {
        await using var harness = await WithPreKeyAsync();
        await harness.Store.StorePreKeyAsync(78, new byte[] { 1 }, uploaded: true);
        using var checkout = await harness.Cache.CheckoutSessionAsync(Harness.Address(2));
        harness.Cache.ConsumePreKey(78, Harness.Address(2));
        await ConsumeAsync(harness);
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
        Assert.NotNull(await harness.Store.LoadPreKeyAsync(78));
    }

    [Fact]
    public async Task An_owner_who_gives_up_gives_it_back()
    {
        await using var harness = await WithPreKeyAsync();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        using (await harness.Cache.CheckoutSessionAsync(s_address))
        {
            harness.Cache.ConsumePreKey(Id, s_address);
        }

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
    }

    [Fact]
    public async Task One_that_was_given_back_brings_about_no_further_flush()
    {
        await using var harness = await WithPreKeyAsync();
        using (await harness.Cache.CheckoutSessionAsync(s_address))
        {
            harness.Cache.ConsumePreKey(Id, s_address);
        }

        await harness.Cache.FlushAsync();
        var flushes = harness.Cache.Health.Flushes;
        await harness.Cache.FlushAsync();
        Assert.Equal(flushes, harness.Cache.Health.Flushes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_owner_who_is_overruled_gives_it_back(bool byDelete)
    {
        await using var harness = await WithPreKeyAsync();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        harness.Cache.ConsumePreKey(Id, s_address);
        await (byDelete ? harness.Cache.DeleteSessionAsync(s_address) : harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2)));
        Assert.False(checkout.TryCommit(ChainRecord.New(3)));
        await harness.Cache.FlushAsync();
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
    }

    [Fact]
    public async Task A_lossy_clear_keeps_it_so_that_the_message_can_come_again()
    {
        await using var harness = await WithPreKeyAsync();
        await ConsumeAsync(harness);
        await harness.Cache.ClearAsync();
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_survives_a_session_that_is_absent_or_does_not_decode(bool unreadable)
    {
        await using var harness = await WithPreKeyAsync();
        if (unreadable)
        {
            await harness.Store.PutSessionAsync(s_address.Text, new byte[] { 1 });
        }

        // Once without knowing, so that the transaction has to look, and once knowing.
        harness.Cache.ConsumePreKey(Id, s_address);
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
        Assert.Null(await harness.Cache.GetSessionAsync(s_address));
        harness.Cache.ConsumePreKey(Id, s_address);
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Noted_after_its_session_was_durable_it_goes_with_the_next_flush(bool evicted)
    {
        await using var harness = await WithPreKeyAsync();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await (evicted ? harness.Cache.ClearAfterFlushAsync() : harness.Cache.FlushAsync());
        harness.Cache.ConsumePreKey(Id, s_address);
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_flush_deletes_none(bool evicted)
    {
        await using var harness = await WithPreKeyAsync();
        await ConsumeAsync(harness);
        if (evicted)
        {
            await harness.StoreSessionAsync(Harness.Address(9), ChainRecord.New(9));
            await harness.Store.StorePreKeyAsync(78, new byte[] { 1 }, uploaded: true);
            harness.Cache.ConsumePreKey(78, Harness.Address(9));
        }

        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.True(await IsStoredAsync(harness));
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
        Assert.Null(await harness.Store.LoadPreKeyAsync(78));
    }

    [Fact]
    public async Task One_that_waits_alone_is_tried_again_after_a_failure()
    {
        await using var harness = await WithPreKeyAsync();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        harness.Cache.ConsumePreKey(Id, s_address);
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
    }

    [Fact]
    public async Task A_message_decrypted_during_a_flush_loses_no_pre_key()
    {
        await using var harness = await WithPreKeyAsync();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await FlushTests.DuringCommitAsync(harness, () => ConsumeAsync(harness));
        Assert.True(await IsStoredAsync(harness));
        Assert.Equal(1, (await harness.StoredSessionAsync(s_address))!.Chain);
        await harness.Cache.FlushAsync();
        Assert.False(await IsStoredAsync(harness));
        Assert.Equal(5, (await harness.StoredSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task A_session_that_came_after_the_capture_takes_its_pre_key_along_only_with_the_next_flush()
    {
        var store = new InMemoryBackend();
        await store.StorePreKeyAsync(Id, new byte[] { 1 }, uploaded: true);
        await using var cache = new SignalStoreCache<PoisonRecord, ChainRecord>(store, Harness.Quiet);
        await cache.PutSessionAsync(Harness.Address(2), new PoisonRecord
        {
            IsCured = true,
            Meanwhile = () =>
            {
                Assert.True(cache.PutSessionAsync(s_address, new PoisonRecord { IsCured = true }).AsTask().IsCompletedSuccessfully);
                cache.ConsumePreKey(Id, s_address);
            },
        });
        await cache.FlushAsync();
        Assert.False(await store.HasSessionAsync(s_address.Text));
        Assert.NotNull(await store.LoadPreKeyAsync(Id));
        await cache.FlushAsync();
        Assert.True(await store.HasSessionAsync(s_address.Text));
        Assert.Null(await store.LoadPreKeyAsync(Id));
    }

    static async ValueTask ConsumeAsync(Harness harness)
    {
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        harness.Cache.ConsumePreKey(Id, s_address);
        checkout.Commit(ChainRecord.New(5));
    }

    static async Task<Harness> WithPreKeyAsync()
    {
        var harness = new Harness();
        await harness.Store.StorePreKeyAsync(Id, new byte[] { 1 }, uploaded: true);
        return harness;
    }

    static async Task<bool> IsStoredAsync(Harness harness) => await harness.Store.LoadPreKeyAsync(Id) is not null;
}
