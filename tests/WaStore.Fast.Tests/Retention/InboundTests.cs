using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

public sealed class InboundTests
{
    [Fact]
    public async Task A_drain_gathers_and_commits_all_in_order_in_one_flush()
    {
        await using var bed = new InboundBed();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await bed.ReceiveAsync(id);
        }

        Assert.Equal((0, 0, 3), (bed.Commits, bed.Steps.Count, bed.Inbound.Health.Pending));
        await bed.Inbound.CommitAsync();
        Assert.Equal(["handle a,b,c", "ack a,b,c", "event a,b,c"], bed.Steps);
        Assert.Equal(["GetPendingInboundAsync", "CommitAsync", "DeletePendingInboundsAsync"], bed.Steering.Calls);
        Assert.Null(await bed.RowAsync("b"));
        Assert.Equal(0, bed.Inbound.Health.Pending);
    }

    [Fact]
    public async Task Row_and_ratchet_are_stored_together_before_the_app_hears_of_it()
    {
        await using var bed = new InboundBed();
        var ratchet = Harness.Address(1);
        await bed.Inbound.AcceptAsync(InboundBed.Message("a"));
        await bed.Harness.Cache.PutSessionAsync(ratchet, ChainRecord.New(1));
        bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.CommitAsync());
        Assert.Null(await bed.RowAsync("a"));
        Assert.Null(await bed.Harness.StoredSessionAsync(ratchet));
        bed.Failing.Enqueue("handle");
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => bed.Inbound.CommitAsync());
        Assert.NotNull(await bed.RowAsync("a"));
        Assert.NotNull(await bed.Harness.StoredSessionAsync(ratchet));
        Assert.Empty(bed.Steps);
    }

    [Fact]
    public async Task Live_each_message_is_a_batch_of_its_own()
    {
        await using var bed = new InboundBed();
        await bed.Inbound.EndDrainAsync();
        Assert.False(bed.Inbound.IsDraining);
        await bed.ReceiveAsync("a");
        await bed.ReceiveAsync("b");
        Assert.Equal(["handle a", "ack a", "event a", "handle b", "ack b", "event b"], bed.Steps);
    }

    [Fact]
    public async Task A_full_batch_is_committed_at_400_messages()
    {
        await using var bed = new InboundBed();
        for (var i = 0; i < 399; i++)
        {
            await bed.ReceiveAsync($"m{i}");
        }

        Assert.Empty(bed.Steps);
        await bed.ReceiveAsync("m399");
        Assert.Equal(3, bed.Steps.Count);
        Assert.StartsWith("handle m0,m1,", bed.Steps[0], StringComparison.Ordinal);
        Assert.EndsWith(",m399", bed.Steps[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_committed_at_four_mebibytes_and_a_larger_message_goes_alone()
    {
        const int Mebibyte = 1024 * 1024;
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a", 3 * Mebibyte);
        Assert.Empty(bed.Steps);
        // It does not fit any more.
        await bed.ReceiveAsync("b", 2 * Mebibyte);
        Assert.Equal(["handle a", "ack a", "event a"], bed.Steps);
        await bed.ReceiveAsync("c", 2 * Mebibyte);
        Assert.Equal("handle b,c", bed.Steps[3]);
        await bed.ReceiveAsync("d", 5 * Mebibyte);
        Assert.Equal("handle d", bed.Steps[6]);
    }

    [Fact]
    public async Task A_slow_trickle_is_committed_after_three_seconds()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(2));
        await bed.ReceiveAsync("b");
        Assert.Empty(bed.Steps);
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("handle a,b", bed.Steps[0]);
        await bed.ReceiveAsync("c");
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("handle c", bed.Steps[3]);
        var calls = bed.Steering.Calls.Count;
        bed.Bed.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(calls, bed.Steering.Calls.Count);
    }

    [Fact]
    public async Task The_end_of_a_drain_commits_the_rest_and_later_messages_come_after()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        await bed.ReceiveAsync("b");
        await bed.Inbound.EndDrainAsync();
        await bed.ReceiveAsync("c");
        Assert.Equal(["handle a,b", "ack a,b", "event a,b", "handle c", "ack c", "event c"], bed.Steps);
        bed.Inbound.BeginDrain();
        await bed.ReceiveAsync("d");
        Assert.Equal(6, bed.Steps.Count);
    }

    [Fact]
    public async Task A_tail_that_fails_keeps_the_drain_until_a_commit_succeeds_by_itself()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.EndDrainAsync());
        Assert.True(bed.Inbound.IsDraining);
        await bed.ReceiveAsync("b");
        Assert.Empty(bed.Steps);
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(bed.Inbound.IsDraining);
        Assert.Equal("handle a,b", bed.Steps[0]);
    }

    [Fact]
    public async Task An_end_that_fails_is_forgotten_when_a_connection_begins()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.EndDrainAsync());
        bed.Inbound.BeginDrain();
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, bed.Steps.Count);
        Assert.True(bed.Inbound.IsDraining);
    }

    [Fact]
    public async Task An_empty_commit_flushes_all_the_same()
    {
        await using var bed = new InboundBed();
        await bed.Harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1));
        bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.EndDrainAsync());
        Assert.True(bed.Inbound.IsDraining);
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(bed.Inbound.IsDraining);
        Assert.NotNull(await bed.Harness.StoredSessionAsync(Harness.Address(1)));
    }

    [Theory]
    [InlineData("CommitAsync", false, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("CommitAsync", true, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("handle", false, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("DeletePendingInboundsAsync", false, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("DeletePendingInboundsAsync", true, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("ack", false, "handle a,b", "ack a,b", "event a,b")]
    [InlineData("event", false, "handle a,b", "ack a,b")]
    public async Task A_step_that_fails_is_tried_again_and_those_before_it_are_not(string step, bool isAfter, params string[] expected)
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        await bed.ReceiveAsync("b");
        if (step.EndsWith("Async", StringComparison.Ordinal))
        {
            bed.Steering.FailNext(step, isAfter);
        }
        else
        {
            bed.Failing.Enqueue(step);
        }

        _ = await Assert.ThrowsAnyAsync<Exception>(() => bed.Inbound.CommitAsync());
        Assert.Equal((1, 1L), (bed.Inbound.Health.FailuresInARow, bed.Inbound.Health.Failures));
        Assert.DoesNotContain("event a,b", bed.Steps);
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(expected, bed.Steps);
        Assert.Equal(0, bed.Inbound.Health.Pending);
        Assert.Null(await bed.RowAsync("a"));
        await bed.ReceiveAsync("c");
        await bed.Inbound.CommitAsync();
        Assert.Equal(0, bed.Inbound.Health.FailuresInARow);
        Assert.Equal("handle c", bed.Steps[^3]);
    }

    [Fact]
    public async Task What_cannot_be_committed_backs_off_and_never_gives_up()
    {
        await using var bed = new InboundBed();
        bed.Steering.Break(Bed.Commit);
        await bed.ReceiveAsync("a");
        for (var i = 0; i < 10; i++)
        {
            bed.Bed.Time.Advance(bed.Bed.Time.NextDue!.Value);
        }

        Assert.Equal((10, TimeSpan.FromSeconds(30)), (bed.Inbound.Health.FailuresInARow, bed.Bed.Time.NextDue!.Value));
        bed.Steering.Mend();
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(3, bed.Steps.Count);
    }

    [Fact]
    public async Task While_nothing_can_be_committed_no_more_is_taken_in_than_a_batch()
    {
        await using var bed = new InboundBed(new InboundOptions { MaxMessages = 2 });
        bed.Steering.Break(Bed.Commit);
        await bed.ReceiveAsync("a");
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.ReceiveAsync("b"));
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.AcceptAsync(InboundBed.Message("c")).AsTask());
        Assert.Equal(2, bed.Inbound.Health.Pending);
        bed.Steering.Mend();
        await bed.Inbound.AcceptAsync(InboundBed.Message("c"));
        await bed.Inbound.CommitAsync();
        Assert.Equal(["handle a,b", "ack a,b", "event a,b", "handle c", "ack c", "event c"], bed.Steps);
    }

    [Fact]
    public async Task The_same_message_again_is_one_message()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        await bed.ReceiveAsync("a");
        Assert.Equal(Redelivery.InProgress, await bed.Inbound.RedeliverAsync(InboundBed.Key("a")));
        await bed.Inbound.CommitAsync();
        Assert.Equal("handle a", bed.Steps[0]);
    }

    [Theory]
    [InlineData("handle")]
    [InlineData("DeletePendingInboundsAsync")]
    public async Task What_was_stored_and_not_acknowledged_before_a_crash_reaches_the_app_again(string step)
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        bed.Steering.FailNext(step);
        bed.Failing.Enqueue(step);
        _ = await Assert.ThrowsAnyAsync<Exception>(() => bed.Inbound.CommitAsync());
        bed.Failing.Clear();
        bed.Steps.Clear();
        bed.Crash();
        Assert.Equal(Redelivery.Replayed, await bed.Inbound.RedeliverAsync(InboundBed.Key("a")));
        Assert.Equal(Redelivery.InProgress, await bed.Inbound.RedeliverAsync(InboundBed.Key("a")));
        Assert.Empty(bed.Steps);
        await bed.Inbound.EndDrainAsync();
        Assert.Equal(["handle a", "ack a", "event a"], bed.Steps);
        Assert.Null(await bed.RowAsync("a"));
        Assert.Equal(Redelivery.Acknowledge, await bed.Inbound.RedeliverAsync(InboundBed.Key("a")));
        Assert.Equal(3, bed.Steps.Count);
    }

    [Fact]
    public async Task A_replay_keeps_its_place_among_the_fresh_ones()
    {
        await using var bed = new InboundBed();
        await bed.Bed.Store.StorePendingInboundsAsync(new[] { InboundBed.Message("b") });
        await bed.ReceiveAsync("a");
        Assert.Equal(Redelivery.Replayed, await bed.Inbound.RedeliverAsync(InboundBed.Key("b")));
        await bed.ReceiveAsync("c");
        await bed.Inbound.CommitAsync();
        Assert.Equal("handle a,b,c", bed.Steps[0]);
    }

    [Fact]
    public async Task A_lookup_that_fails_acknowledges_nothing()
    {
        await using var bed = new InboundBed();
        bed.Steering.FailNext("GetPendingInboundAsync");
        _ = await Assert.ThrowsAsync<StoreException>(() => bed.Inbound.RedeliverAsync(InboundBed.Key("a")).AsTask());
        Assert.Empty(bed.Steps);
    }

    [Fact]
    public async Task A_backend_that_keeps_no_received_messages_gets_none()
    {
        var bed = new InboundBed();
        var backend = new RequiredMembersBackend(bed.Bed.Time);
        await using var inbound = new InboundCommits(backend, new BackendCarrier(backend), bed);
        var failure = await Assert.ThrowsAsync<StoreException>(() => inbound.AcceptAsync(InboundBed.Message("a")).AsTask());
        Assert.Equal(StoreErrorKind.Validation, failure.Kind);
        Assert.False(inbound.Riders.IsAnyPending);
        await inbound.CommitAsync();
        Assert.Empty(bed.Steps);
    }

    [Fact]
    public async Task Rows_that_nobody_asks_for_expire_after_seven_days()
    {
        await using var bed = new InboundBed();
        await bed.Bed.Store.StorePendingInboundsAsync(new[] { InboundBed.Message("a") });
        var options = new MaintenanceOptions { TimeProvider = bed.Bed.Time };
        bed.Bed.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, (await bed.Bed.Store.MaintainAsync(options.Cutoffs())).PendingInbound);
        bed.Bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await bed.Bed.Store.MaintainAsync(options.Cutoffs())).PendingInbound);
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_commit_stops_it_for_nobody()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        var parked = bed.Steering.Park(Bed.Commit);
        using var cancellation = new CancellationTokenSource();
        var leaving = bed.Inbound.CommitAsync(cancellation.Token);
        await parked.Reached;
        await bed.ReceiveAsync("late");
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        parked.Release();
        await bed.Inbound.CommitAsync();
        Assert.Equal(["handle a", "ack a", "event a", "handle late", "ack late", "event late"], bed.Steps);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bed.Inbound.AcceptAsync(InboundBed.Message("x"), cancellation.Token).AsTask());
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bed.Inbound.CommitIfDueAsync(cancellation.Token));
    }

    [Fact]
    public async Task Disposing_commits_what_is_left()
    {
        await using var bed = new InboundBed();
        await bed.ReceiveAsync("a");
        await bed.Inbound.DisposeAsync();
        Assert.Equal(3, bed.Steps.Count);
        Assert.Null(bed.Bed.Time.NextDue);
    }

    [Fact]
    public async Task Many_receivers_each_get_their_message_handled_and_acknowledged_once()
    {
        await using var bed = new InboundBed();
        await bed.Inbound.EndDrainAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(receiver => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await bed.ReceiveAsync($"{receiver}/{i}");
            }
        }))).WaitAsync(Harness.Patience);
        await bed.Inbound.CommitAsync();
        foreach (var step in new[] { "handle ", "ack ", "event " })
        {
            var ids = bed.Steps.Where(line => line.StartsWith(step, StringComparison.Ordinal)).SelectMany(line => line[step.Length..].Split(',')).ToList();
            Assert.Equal((400, 400), (ids.Count, ids.Distinct().Count()));
        }
    }
}
