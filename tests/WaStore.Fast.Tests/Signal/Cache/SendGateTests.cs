using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Nothing derived from a counter goes out before its lease is durable (spec/caches.md 1.10, 11.5, I7, I8).</summary>
public sealed class SendGateTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);
    static readonly SenderKeyName s_name = Harness.Name(1);

    [Fact]
    public async Task A_lease_gates_until_a_flush_succeeds()
    {
        await using var harness = new Harness();
        var generation = await SendAsync(harness);
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushBeforeSendAsync(generation).AsTask());
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        await harness.Cache.FlushBeforeSendAsync(generation);
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(ChainRecord.Lease, (await harness.StoredSessionAsync(s_address))!.Ceiling);
    }

    [Fact]
    public async Task Sends_under_a_durable_lease_wait_for_nothing()
    {
        await using var harness = new Harness();
        var generation = await SendAsync(harness);
        await harness.Cache.FlushBeforeSendAsync(generation);
        for (var i = 1; i < ChainRecord.Lease; i++)
        {
            generation = await SendAsync(harness);
            Assert.True(harness.Cache.FlushBeforeSendAsync(generation).AsTask().IsCompletedSuccessfully);
        }

        Assert.Equal(1, harness.Steering.CountOf(Commit));
        _ = await SendAsync(harness);
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
    }

    [Fact]
    public async Task Both_kinds_gate_and_stay_gated_by_a_failure()
    {
        await using var harness = new Harness();
        _ = await SendAsync(harness);
        await SendToGroupAsync(harness);
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.Equal(1, harness.Cache.Sessions.Count(EntryStates.Gated));
        Assert.Equal(1, harness.Cache.SenderKeys.Count(EntryStates.Gated));
        harness.Cache.AssertConsistent();
        await harness.Cache.FlushAsync();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        harness.Cache.AssertConsistent();
    }

    [Fact]
    public async Task What_is_received_gates_nothing()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSenderKeyAsync(s_name, ChainRecord.New(1).Receive());
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1).Receive());
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1));
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.True(harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration).AsTask().IsCompletedSuccessfully);
        Assert.Equal(1, harness.PendingSessions());
    }

    [Fact]
    public async Task A_lease_that_is_raised_during_the_flush_stays_gated()
    {
        await using var harness = new Harness();
        _ = await SendAsync(harness);
        await FlushTests.DuringCommitAsync(harness, async () =>
        {
            for (var i = 0; i < ChainRecord.Lease; i++)
            {
                _ = await SendAsync(harness);
            }
        });
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        await harness.Cache.FlushAsync();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(2 * ChainRecord.Lease, (await harness.StoredSessionAsync(s_address))!.Ceiling);
    }

    [Fact]
    public async Task A_later_edit_under_the_flushed_lease_needs_no_gate_of_its_own()
    {
        await using var harness = new Harness();
        _ = await SendAsync(harness);
        await FlushTests.DuringCommitAsync(harness, async () => _ = await SendAsync(harness));
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(1, harness.PendingSessions());
        harness.Cache.AssertConsistent();
    }

    [Fact]
    public async Task A_lease_of_a_checked_out_record_gates_and_is_flushed()
    {
        await using var harness = new Harness();
        var generation = await SendAsync(harness);
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        await harness.Cache.FlushBeforeSendAsync(generation);
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(ChainRecord.Lease, (await harness.StoredSessionAsync(s_address))!.Ceiling);
    }

    [Fact]
    public async Task A_tombstone_keeps_the_gate_until_the_row_is_gone()
    {
        await using var harness = new Harness();
        _ = await SendAsync(harness);
        await SendToGroupAsync(harness);
        await harness.Cache.DeleteSessionAsync(s_address);
        await harness.Cache.DeleteSenderKeyAsync(s_name);
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        harness.Cache.AssertConsistent();
        await harness.Cache.FlushAsync();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        harness.Cache.AssertConsistent();
    }

    [Fact]
    public async Task A_lossy_clear_drops_the_gates_and_stops_the_sends_they_held()
    {
        await using var harness = new Harness();
        var generation = await SendAsync(harness);
        await harness.Cache.DeleteSessionAsync(s_address);
        await harness.Cache.ClearAsync();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        // The record is gone, and with it the proof that its counter was leased.
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushBeforeSendAsync(generation).AsTask());
        await harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration);
    }

    [Fact]
    public async Task A_send_whose_flush_a_lossy_clear_overtook_does_not_go_out()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        var parked = harness.Steering.Park(Commit);
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        var generation = await SendAsync(harness);
        var clear = harness.Cache.ClearAsync().AsTask();
        var send = harness.Cache.FlushBeforeSendAsync(generation).AsTask();
        parked.Release();
        await flush;
        await clear;
        _ = await Assert.ThrowsAsync<StoreException>(() => send);
    }

    [Fact]
    public async Task The_query_never_misses_a_lease_that_was_committed_before_it()
    {
        await using var harness = new Harness();
        using var stop = new CancellationTokenSource();
        var flusher = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await harness.Cache.FlushAsync();
            }
        });
        var senders = Enumerable.Range(0, 3).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                using var checkout = await harness.Cache.CheckoutSessionAsync(Harness.Address(sender));
                var next = (checkout.Record ?? ChainRecord.New(sender)).Send();
                checkout.Commit(next);
                if (next.RaisesLease && !harness.Cache.NeedsFlushBeforeSend)
                {
                    // Only right if it is durable already.
                    Assert.True((await harness.StoredSessionAsync(Harness.Address(sender)))!.Ceiling >= next.Ceiling);
                }
            }
        })).ToList();
        await Task.WhenAll(senders);
        await stop.CancelAsync();
        await flusher;
        await harness.Cache.FlushAsync();
        harness.Cache.AssertConsistent();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
    }

    static async Task<long> SendAsync(Harness harness)
    {
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        checkout.Commit((checkout.Record ?? ChainRecord.New(1)).Send());
        return checkout.Generation;
    }

    static async Task SendToGroupAsync(Harness harness)
    {
        using var checkout = await harness.Cache.CheckoutSenderKeyAsync(s_name);
        checkout.Commit((checkout.Record ?? ChainRecord.New(1)).Send());
    }
}
