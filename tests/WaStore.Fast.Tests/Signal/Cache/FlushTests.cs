using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>One commit for what is pending, all or nothing, and exactly the captured versions are clean after it (spec/caches.md 1.11, 12.4 no. 2 to 4, I5, I6).</summary>
public sealed class FlushTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(256)]
    public async Task Whatever_the_number_of_stripes_none_is_passed_over(int stripes)
    {
        await using var harness = new Harness(Harness.Quiet with { Stripes = stripes });
        for (var i = 0; i < 1_000; i++)
        {
            await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i));
        }

        await harness.Cache.FlushAsync();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(ChainRecord.New(i), await harness.StoredSessionAsync(Harness.Address(i)));
        }

        await harness.Cache.PutSessionAsync(Harness.Address(7), ChainRecord.New(-7));
        await harness.Cache.FlushAsync();
        Assert.Equal(ChainRecord.New(-7), await harness.StoredSessionAsync(Harness.Address(7)));
        Assert.Equal(2, harness.Steering.CountOf(Commit));
    }

    [Fact]
    public async Task Who_comes_while_a_lone_caller_flushes_gets_a_flush_of_his_own()
    {
        await using var harness = new Harness();
        Task? joined = null;
        var riders = new NotedRiders
        {
            Beginning = () => joined ??= PutAndFlushAsync(),
        };
        using var place = harness.Cache.Board(riders);
        riders.Queue("m");
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        await joined!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, harness.Steering.CountOf(Commit));
        Assert.Equal(ChainRecord.New(2), await harness.StoredSessionAsync(Harness.Address(2)));

        async Task PutAndFlushAsync()
        {
            await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
            await harness.Cache.FlushAsync();
        }
    }

    [Fact]
    public async Task Everything_pending_goes_in_one_commit()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Harness.Address(2), ChainRecord.New(2));
        await harness.StoreSenderKeyAsync(Harness.Name(2), ChainRecord.New(2));
        await harness.Store.PutIdentityAsync(Harness.Address(2).Text, Harness.Key(2));
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.DeleteSessionAsync(Harness.Address(2));
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1));
        await harness.Cache.DeleteIdentityAsync(Harness.Address(2));
        await harness.Cache.PutSenderKeyAsync(Harness.Name(1), ChainRecord.New(1));
        await harness.Cache.DeleteSenderKeyAsync(Harness.Name(2));
        await harness.Cache.FlushAsync();

        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.Equal(ChainRecord.New(1), await harness.StoredSessionAsync(s_address));
        Assert.Null(await harness.StoredSessionAsync(Harness.Address(2)));
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(s_address.Text));
        Assert.Null(await harness.Store.LoadIdentityAsync(Harness.Address(2).Text));
        Assert.Equal(ChainRecord.New(1), await harness.StoredSenderKeyAsync(Harness.Name(1)));
        Assert.Null(await harness.StoredSenderKeyAsync(Harness.Name(2)));

        await harness.Cache.FlushAsync();
        Assert.Equal(1, harness.Steering.CountOf(Commit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_leaves_every_mark_and_the_next_flush_repeats_it(bool although)
    {
        await using var harness = new Harness();
        await harness.StoreSenderKeyAsync(Harness.Name(2), ChainRecord.New(2));
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        await harness.Cache.DeleteSenderKeyAsync(Harness.Name(2));
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1));

        // Also when the commit happened and only its answer was lost.
        harness.Steering.FailNext(Commit, after: although);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.True(harness.Cache.Sessions.StateOf(s_address).HasFlag(EntryStates.Dirty | EntryStates.Gated));
        Assert.True(harness.Cache.SenderKeys.StateOf(Harness.Name(2)).HasFlag(EntryStates.Deleted));
        Assert.True(harness.Cache.Identities.StateOf(s_address).HasFlag(EntryStates.Dirty));
        Assert.True(harness.Cache.NeedsFlushBeforeSend);

        await harness.Cache.FlushAsync();
        Assert.Equal(1u, (await harness.StoredSessionAsync(s_address))!.Counter);
        Assert.Null(await harness.StoredSenderKeyAsync(Harness.Name(2)));
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(0, harness.PendingSessions());
    }

    [Fact]
    public async Task A_put_between_capture_and_confirm_stays_dirty()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await DuringCommitAsync(harness, () => harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2)));

        Assert.Equal(1, (await harness.StoredSessionAsync(s_address))!.Chain);
        Assert.Equal(1, harness.PendingSessions());
        await harness.Cache.FlushAsync();
        Assert.Equal(2, (await harness.StoredSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task A_delete_between_capture_and_confirm_keeps_its_tombstone()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await DuringCommitAsync(harness, () => harness.Cache.DeleteSessionAsync(s_address));

        Assert.NotNull(await harness.StoredSessionAsync(s_address));
        Assert.True(harness.Cache.TryGetSession(s_address, out var deleted));
        Assert.Null(deleted);
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task A_put_while_its_delete_is_written_stays_dirty()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.DeleteSessionAsync(s_address);
        await DuringCommitAsync(harness, () => harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2)));

        Assert.Null(await harness.StoredSessionAsync(s_address));
        Assert.True(harness.Cache.TryGetSession(s_address, out var put));
        Assert.Equal(2, put!.Chain);
        await harness.Cache.FlushAsync();
        Assert.Equal(2, (await harness.StoredSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task A_checkout_after_the_capture_keeps_the_entry_clean_and_its_commit_makes_it_dirty()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        Checkout<ChainRecord> checkout = default;
        await DuringCommitAsync(harness, async () => checkout = await harness.Cache.CheckoutSessionAsync(s_address));

        Assert.Equal(EntryStates.Present | EntryStates.CheckedOut | EntryStates.Indexed, harness.Cache.Sessions.StateOf(s_address));
        checkout.Commit(checkout.Record!.Send());
        Assert.Equal(1, harness.PendingSessions());
    }

    [Fact]
    public async Task A_flush_writes_what_was_committed_and_not_what_an_owner_has_in_mind()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        var derived = checkout.Record!.Send();
        await harness.Cache.FlushAsync();
        Assert.Equal(0u, (await harness.StoredSessionAsync(s_address))!.Counter);
        checkout.Commit(derived);
        await harness.Cache.FlushAsync();
        Assert.Equal(1u, (await harness.StoredSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task Callers_who_come_while_a_flush_runs_share_the_next_one()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Commit);
        var first = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        var others = Enumerable.Range(0, 5).Select(_ => harness.Cache.FlushAsync().AsTask()).ToList();
        Assert.DoesNotContain(others, task => task.IsCompleted);
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        parked.Release();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(2, harness.Steering.CountOf(Commit));
        Assert.NotNull(await harness.StoredSessionAsync(Harness.Address(2)));
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_nothing()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        using var cancellation = new CancellationTokenSource();
        var parked = harness.Steering.Park(Commit);
        var leaving = harness.Cache.FlushAsync(cancellation.Token).AsTask();
        await parked.Reached;
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        var staying = harness.Cache.FlushAsync().AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        parked.Release();
        await staying;
        Assert.Equal(2, (await harness.StoredSessionAsync(s_address))!.Chain);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Cache.FlushAsync(cancellation.Token).AsTask());
    }

    [Fact]
    public async Task No_door_waits_for_a_commit()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await DuringCommitAsync(harness, async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i));
                Assert.True(harness.Cache.TryGetSession(Harness.Address(i), out _));
                Assert.Equal(CheckoutStatus.Owned, harness.Cache.TryCheckoutSession(Harness.Address(i), out var checkout));
                checkout.Commit(ChainRecord.New(i));
                Assert.Null(await harness.Cache.GetSenderKeyAsync(Harness.Name(i)));
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lease_is_committed_so_that_it_survives_a_power_cut(bool leased)
    {
        var store = new BatchRecorder();
        await using var harness = new Harness(inner: store.Backend);
        await harness.Cache.PutSessionAsync(s_address, leased ? ChainRecord.New(1).Send() : ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.Equal([leased, false], store.Synced);
    }

    [Fact]
    public async Task A_record_that_cannot_be_encoded_fails_the_flush_and_loses_nothing()
    {
        var store = new InMemoryBackend();
        await using var cache = new SignalStoreCache<PoisonRecord, ChainRecord>(store, Harness.Quiet);
        var poison = new PoisonRecord();
        await cache.PutSessionAsync(s_address, poison);
        await cache.PutSenderKeyAsync(Harness.Name(1), ChainRecord.New(1));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => cache.FlushAsync().AsTask());
        poison.IsCured = true;
        await cache.FlushAsync();
        Assert.NotNull(await store.GetSessionAsync(s_address.Text));
        Assert.NotNull(await store.GetSenderKeyAsync(Harness.Name(1).Text));
    }

    internal static async Task DuringCommitAsync(Harness harness, Func<ValueTask> action)
    {
        var parked = harness.Steering.Park(Commit);
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        await action();
        parked.Release();
        await flush;
    }
}
