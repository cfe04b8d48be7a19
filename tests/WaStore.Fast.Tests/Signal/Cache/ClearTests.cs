using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A clean clear is invisible, a lossy one never rewinds (spec/caches.md 1.12, 11.4, I16).</summary>
public sealed class ClearTests
{
    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task A_clean_reload_is_exact_and_a_crash_burns_the_lease()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        await harness.Cache.ClearAfterFlushAsync();
        Assert.Equal(0, harness.Cache.Sessions.Count());
        Assert.Equal(1u, (await harness.Cache.GetSessionAsync(s_address))!.Counter);

        harness.Crash();
        Assert.Equal(ChainRecord.Lease, (await harness.Cache.GetSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task The_next_life_goes_on_exactly_when_the_close_is_proven()
    {
        var first = new Harness();
        await SendAsync(first);
        await first.DisposeAsync();
        await using var second = new Harness(Harness.Quiet with { Incarnation = first.Cache.Incarnation }, first.Store);
        Assert.Equal(1u, (await second.Cache.GetSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task Repeated_clean_reloads_burn_nothing()
    {
        await using var harness = new Harness();
        for (var i = 1u; i <= 50; i++)
        {
            await SendAsync(harness);
            await harness.Cache.ClearAfterFlushAsync();
            Assert.Equal(i, (await harness.Cache.GetSessionAsync(s_address))!.Counter);
        }
    }

    [Fact]
    public async Task A_lossy_clear_begins_a_new_life_that_burns_what_may_have_been_used()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        await harness.Cache.FlushAsync();
        await SendAsync(harness);
        await SendAsync(harness);
        var before = harness.Cache.Incarnation;
        await harness.Cache.ClearAsync();
        Assert.NotEqual(before, harness.Cache.Incarnation);
        Assert.Equal(0, harness.PendingSessions());
        Assert.Equal(ChainRecord.Lease, (await harness.Cache.GetSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task A_lossy_clear_waits_for_the_commit_that_would_come_after_what_is_read_again()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        await harness.Cache.FlushAsync();
        for (var i = 0; i < ChainRecord.Lease; i++)
        {
            await SendAsync(harness);
        }

        var parked = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        var clear = harness.Cache.ClearAsync().AsTask();
        Assert.False(clear.IsCompleted);
        parked.Release();
        await flush;
        await clear;
        Assert.Equal(2 * ChainRecord.Lease, (await harness.Cache.GetSessionAsync(s_address))!.Counter);
    }

    [Fact]
    public async Task A_lossy_clear_that_is_cancelled_drops_nothing()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        var parked = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        using var cancellation = new CancellationTokenSource();
        var clear = harness.Cache.ClearAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clear);
        parked.Release();
        await flush;
        Assert.True(harness.Cache.TryGetSession(s_address, out var session));
        Assert.Equal(1u, session!.Counter);
    }

    [Fact]
    public async Task A_clean_clear_keeps_owners_and_what_was_written_meanwhile()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        var parked = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var clear = harness.Cache.ClearAfterFlushAsync().AsTask();
        await parked.Reached;
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2).Send());
        await harness.Cache.DeleteSenderKeyAsync(Harness.Name(2));
        parked.Release();
        await clear;

        Assert.Equal(2, harness.Cache.Sessions.Count());
        Assert.Equal(1, harness.Cache.SenderKeys.Count(EntryStates.Deleted));
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        Assert.True(checkout.TryCommit(checkout.Record!.Send()));
        harness.Cache.AssertConsistent();
    }

    [Fact]
    public async Task A_failed_flush_clears_nothing()
    {
        await using var harness = new Harness();
        await SendAsync(harness);
        _ = await harness.Cache.GetSessionAsync(Harness.Address(2));
        harness.Steering.FailNext(nameof(IBackend.CommitAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.ClearAfterFlushAsync().AsTask());
        Assert.Equal(2, harness.Cache.Sessions.Count());
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
    }

    [Fact]
    public async Task Closing_flushes_and_refuses_what_comes_after()
    {
        var harness = new Harness();
        await SendAsync(harness);
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        await harness.DisposeAsync();
        Assert.Equal(1u, (await harness.StoredSessionAsync(s_address))!.Counter);
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2)).AsTask());
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.Cache.DeleteSenderKeyAsync(Harness.Name(1)).AsTask());
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)).AsTask());
        _ = Assert.Throws<ObjectDisposedException>(() => checkout.TryCommit(ChainRecord.New(2)));
        _ = Assert.Throws<ObjectDisposedException>(() => harness.Cache.ConsumePreKey(1, s_address));
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task A_close_that_cannot_flush_says_so_and_can_be_tried_again()
    {
        var harness = new Harness();
        await SendAsync(harness);
        harness.Steering.FailNext(nameof(IBackend.CommitAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.DisposeAsync().AsTask());
        Assert.Null(await harness.StoredSessionAsync(s_address));
        await harness.Cache.DisposeAsync();
        Assert.NotNull(await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task Writers_who_race_with_the_close_are_refused_or_stored()
    {
        for (var round = 0; round < 50; round++)
        {
            var harness = new Harness();
            var writer = Task.Run(async () =>
            {
                var written = 0;
                try
                {
                    for (; ; written++)
                    {
                        await harness.Cache.PutSessionAsync(Harness.Address(written), ChainRecord.New(written));
                    }
                }
                catch (ObjectDisposedException)
                {
                    return written;
                }
            });
            while (!harness.Cache.TryGetSession(Harness.Address(round % 10), out _) && !writer.IsCompleted)
            {
                await Task.Yield();
            }

            await harness.Cache.DisposeAsync();
            var count = await writer;
            Assert.Equal(count, (await harness.Store.GetSessionsAsync(Enumerable.Range(0, count + 1).Select(i => Harness.Address(i).Text).ToArray())).Count);
        }
    }

    static async Task SendAsync(Harness harness)
    {
        using var checkout = await harness.Cache.CheckoutSessionAsync(s_address);
        checkout.Commit((checkout.Record ?? ChainRecord.New(1)).Send());
    }
}
