using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>One owner at a time, and none that is stale (spec/caches.md 1.4, 1.16: I1, I2, I15, I16).</summary>
public sealed class CheckoutTests
{
    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task A_commit_is_seen_at_once_and_flushed()
    {
        await using var harness = await WithSessionAsync();
        using (var checkout = await harness.Cache.CheckoutSessionAsync(s_address))
        {
            Assert.Equal(ChainRecord.New(1), checkout.Record);
            checkout.Commit(checkout.Record!.Send());
        }

        Assert.True(harness.Cache.TryGetSession(s_address, out var committed));
        Assert.Equal(1u, committed!.Counter);
        await harness.Cache.FlushAsync();
        Assert.Equal(1u, (await harness.StoredSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task There_is_one_owner()
    {
        await using var harness = await WithSessionAsync();
        using var first = await harness.Cache.CheckoutSessionAsync(s_address);

        Assert.Equal(CheckoutStatus.Busy, harness.Cache.TryCheckoutSession(s_address, out var second));
        Assert.False(second.TryCommit(ChainRecord.New(9)));
        var busy = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.CheckoutSessionAsync(s_address).AsTask());
        Assert.Equal(StoreErrorKind.Validation, busy.Kind);
        first.Dispose();
        Assert.Equal(CheckoutStatus.Owned, harness.Cache.TryCheckoutSession(s_address, out var third));
        third.Dispose();
    }

    [Fact]
    public async Task An_absent_record_is_owned_too()
    {
        await using var harness = new Harness();
        var first = await harness.Cache.CheckoutSessionAsync(s_address);
        Assert.Null(first.Record);
        Assert.Equal(CheckoutStatus.Busy, harness.Cache.TryCheckoutSession(s_address, out _));
        first.Cancel();
        Assert.True(harness.Cache.TryGetSession(s_address, out var absent));
        Assert.Null(absent);

        using var second = await harness.Cache.CheckoutSessionAsync(s_address);
        Assert.True(second.TryCommit(ChainRecord.New(2)));
    }

    [Fact]
    public async Task An_owner_who_leaves_changes_nothing()
    {
        await using var harness = await WithSessionAsync();
        await harness.Cache.FlushAsync();
        using (var checkout = await harness.Cache.CheckoutSessionAsync(s_address))
        {
            _ = checkout.Record!.Send();
        }

        Assert.True(harness.Cache.TryGetSession(s_address, out var record));
        Assert.Equal(ChainRecord.New(1), record);
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(0, harness.PendingSessions());
    }

    [Fact]
    public async Task A_dirty_record_that_is_given_back_stays_dirty()
    {
        await using var harness = await WithSessionAsync();
        using (await harness.Cache.CheckoutSessionAsync(s_address))
        {
        }

        Assert.Equal(1, harness.PendingSessions());
    }

    [Fact]
    public async Task An_owner_is_owner_once()
    {
        await using var harness = await WithSessionAsync();
        var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        Assert.True(checkout.TryCommit(ChainRecord.New(2)));
        Assert.False(checkout.TryCommit(ChainRecord.New(3)));
        checkout.Cancel();
        checkout.Dispose();
        _ = Assert.Throws<StoreException>(() => checkout.Commit(ChainRecord.New(3)));
        Assert.True(harness.Cache.TryGetSession(s_address, out var record));
        Assert.Equal(2, record!.Chain);
    }

    [Fact]
    public async Task A_stale_owner_can_neither_write_nor_release_the_next_one()
    {
        await using var harness = await WithSessionAsync();
        var stale = await harness.Cache.CheckoutSessionAsync(s_address);
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(5));
        using var current = await harness.Cache.CheckoutSessionAsync(s_address);

        Assert.False(stale.TryCommit(ChainRecord.New(9)));
        stale.Dispose();
        Assert.Equal(CheckoutStatus.Busy, harness.Cache.TryCheckoutSession(s_address, out _));
        Assert.Equal(5, current.Record!.Chain);
        Assert.True(current.TryCommit(ChainRecord.New(6)));
    }

    [Fact]
    public async Task A_delete_wins_over_an_older_checkout()
    {
        await using var harness = await WithSessionAsync();
        await harness.Cache.FlushAsync();
        var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        await harness.Cache.DeleteSessionAsync(s_address);

        Assert.False(checkout.TryCommit(ChainRecord.New(9)));
        checkout.Dispose();
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.StoredSessionAsync(s_address));
        Assert.True(harness.Cache.TryGetSession(s_address, out var record));
        Assert.Null(record);
    }

    [Fact]
    public async Task A_checkout_of_a_deleted_record_may_bring_a_new_one()
    {
        await using var harness = await WithSessionAsync();
        await harness.Cache.DeleteSessionAsync(s_address);
        using (var checkout = await harness.Cache.CheckoutSessionAsync(s_address))
        {
            Assert.Null(checkout.Record);
            checkout.Commit(ChainRecord.New(4));
        }

        await harness.Cache.FlushAsync();
        Assert.Equal(4, (await harness.StoredSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task A_lossy_clear_invalidates_every_checkout_before_it_waits()
    {
        await using var harness = await WithSessionAsync();
        var first = await harness.Cache.CheckoutSessionAsync(s_address);
        var other = await harness.Cache.CheckoutSessionAsync(Harness.Address(2));
        var commit = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var flush = harness.Cache.FlushAsync().AsTask();
        await commit.Reached;
        var clear = harness.Cache.ClearAsync().AsTask();

        Assert.False(clear.IsCompleted);
        Assert.False(first.TryCommit(ChainRecord.New(9)));
        first.Dispose();
        // Taken while the clear waits: of what is about to be dropped.
        var between = harness.Cache.TryCheckoutSession(s_address, out var late);
        commit.Release();
        await flush;
        await clear;
        Assert.Equal(CheckoutStatus.Owned, between);
        Assert.False(late.TryCommit(ChainRecord.New(9)));
        Assert.False(other.TryCommit(ChainRecord.New(9)));
        Assert.False(harness.Cache.TryGetSession(s_address, out _));
    }

    [Fact]
    public async Task Default_owns_nothing()
    {
        await using var harness = new Harness();
        Checkout<ChainRecord> none = default;
        Assert.False(none.TryCommit(ChainRecord.New(1)));
        none.Dispose();
        Assert.Null(none.Record);
    }

    static async Task<Harness> WithSessionAsync()
    {
        var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        return harness;
    }
}
