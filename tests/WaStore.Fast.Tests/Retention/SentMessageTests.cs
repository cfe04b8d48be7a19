using WaStore.Fast.Caching;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

public sealed class SentMessageTests
{
    const string Lid = "100@lid";
    const string Phone = "15550000001@s.whatsapp.net";

    static readonly byte[] s_payload = [1, 2, 3];

    readonly Bed _bed = new();

    [Fact]
    public async Task A_message_is_served_from_memory_until_it_is_stored_with_the_next_flush()
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
        Assert.Empty(_bed.Steering.Calls);
        _bed.Time.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal((1, 0), (_bed.Commits, sent.Health.Pending));
        Assert.Equal(s_payload, await _bed.Store.GetSentMessageAsync(Lid, "m"));
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
    }

    [Fact]
    public async Task It_rides_with_the_flush_of_the_ratchet_that_encrypted_it()
    {
        await using var harness = new Harness();
        await using var sent = new SentMessages(harness.Store, harness.Cache);
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1).Send());
        await sent.KeepAsync(Lid, "m", s_payload);
        harness.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => sent.FlushAsync());
        Assert.True(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
        await sent.FlushAsync();
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(s_payload, await harness.Store.GetSentMessageAsync(Lid, "m"));
        Assert.Equal(2, harness.Steering.CountOf(Bed.Commit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Peeking_leaves_it_and_taking_takes_it(bool isStored)
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        if (isStored)
        {
            await sent.FlushAsync();
        }

        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
        Assert.Equal(s_payload, await sent.TakeAsync(Lid, "m"));
        Assert.Null(await sent.TakeAsync(Lid, "m"));
        Assert.Null(await sent.PeekAsync(Lid, "m"));
        await sent.FlushAsync();
        Assert.Null(await _bed.Store.GetSentMessageAsync(Lid, "m"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_taken_while_it_is_being_stored_stays_taken(bool isAfter)
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        var parked = _bed.Steering.Park(Bed.Commit, isAfter);
        var flush = sent.FlushAsync();
        await parked.Reached;
        Assert.Equal(s_payload, await sent.TakeAsync(Lid, "m"));
        parked.Release();
        await flush;
        Assert.Null(await sent.PeekAsync(Lid, "m"));
        await sent.FlushAsync();
        Assert.Null(await _bed.Store.GetSentMessageAsync(Lid, "m"));
        Assert.Equal(0, sent.Health.Pending);
    }

    [Fact]
    public async Task One_kept_again_while_it_is_being_stored_or_taken_is_the_newer_one()
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        var parked = _bed.Steering.Park(Bed.Commit);
        var flush = sent.FlushAsync();
        await parked.Reached;
        _ = await sent.TakeAsync(Lid, "m");
        await sent.KeepAsync(Lid, "m", new byte[] { 9 });
        parked.Release();
        await flush;
        Assert.Equal([9], await sent.PeekAsync(Lid, "m"));
        await sent.FlushAsync();
        Assert.Equal([9], await _bed.Store.GetSentMessageAsync(Lid, "m"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_found_under_the_chats_other_jid(bool isStored)
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Phone, "m", s_payload);
        if (isStored)
        {
            await sent.FlushAsync();
        }

        Assert.Null(await sent.PeekAsync(Lid, "m"));
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m", Phone));
        Assert.Equal(s_payload, await sent.TakeAsync(Lid, "m", Phone));
        Assert.Null(await sent.TakeAsync(Lid, "m", Phone));
        Assert.Null(await sent.PeekAsync(Phone, "m", Lid));
    }

    [Fact]
    public async Task The_jid_it_was_sent_to_comes_first()
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Phone, "m", s_payload);
        await sent.KeepAsync(Lid, "m", new byte[] { 9 });
        Assert.Equal([9], await sent.TakeAsync(Lid, "m", Phone));
        Assert.Equal(s_payload, await sent.TakeAsync(Lid, "m", Phone));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_takers_one_gets_it(bool isStored)
    {
        await using var sent = _bed.Sent();
        for (var i = 0; i < 100; i++)
        {
            await sent.KeepAsync(Lid, $"m{i}", s_payload);
            if (isStored)
            {
                await sent.FlushAsync();
            }

            var id = $"m{i}";
            var flush = Task.Run(() => sent.FlushAsync());
            var takers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await sent.TakeAsync(Lid, id))));
            await flush;
            _ = Assert.Single(takers, static payload => payload is not null);
        }
    }

    [Fact]
    public async Task The_payload_is_the_keepers_copy_and_each_readers()
    {
        await using var sent = _bed.Sent();
        var payload = s_payload.ToArray();
        await sent.KeepAsync(Lid, "m", payload);
        payload[0] = 77;
        (await sent.PeekAsync(Lid, "m"))![1] = 77;
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
    }

    [Fact]
    public async Task Senders_wait_while_too_much_is_not_stored_and_nothing_is_dropped()
    {
        await using var sent = _bed.Sent(new SentMessageOptions { MaxPendingBytes = 10 });
        _bed.Steering.Break(Bed.Commit);
        await sent.KeepAsync(Lid, "a", new byte[6]);
        using var cancellation = new CancellationTokenSource();
        var waiting = sent.KeepAsync(Lid, "b", new byte[6]).AsTask();
        var leaving = sent.KeepAsync(Lid, "c", new byte[6], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        Assert.True(sent.Health.FailuresInARow > 0);
        _bed.Steering.Mend();
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
        await waiting.WaitAsync(Harness.Patience);
        await sent.FlushAsync();
        Assert.NotNull(await _bed.Store.GetSentMessageAsync(Lid, "a"));
        Assert.NotNull(await _bed.Store.GetSentMessageAsync(Lid, "b"));
        Assert.Null(await sent.PeekAsync(Lid, "c"));
        // Larger than everything: alone.
        await sent.KeepAsync(Lid, "d", new byte[99]);
    }

    [Fact]
    public async Task Taking_makes_room()
    {
        await using var sent = _bed.Sent(new SentMessageOptions { MaxPendingBytes = 10 });
        await sent.KeepAsync(Lid, "a", new byte[6]);
        var waiting = sent.KeepAsync(Lid, "b", new byte[6]).AsTask();
        _ = await sent.TakeAsync(Lid, "a");
        await waiting.WaitAsync(Harness.Patience);
    }

    [Fact]
    public async Task A_store_that_fails_is_no_absence()
    {
        await using var sent = _bed.Sent();
        _bed.Steering.FailNext("GetSentMessageAsync");
        _bed.Steering.FailNext("TakeSentMessageAsync");
        _ = await Assert.ThrowsAsync<StoreException>(() => sent.PeekAsync(Lid, "m").AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => sent.TakeAsync(Lid, "m").AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => sent.KeepAsync("\uD800", "m", s_payload).AsTask());
    }

    [Fact]
    public async Task A_backend_that_cannot_peek_is_asked_for_the_row_which_is_kept_again()
    {
        var backend = new RequiredMembersBackend(_bed.Time);
        await using (var sent = new SentMessages(backend, new BackendCarrier(backend), new SentMessageOptions { TimeProvider = _bed.Time }))
        {
            await sent.KeepAsync(Lid, "m", s_payload);
            await sent.FlushAsync();
            var peeks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await sent.PeekAsync(Lid, "m"))));
            Assert.All(peeks, static peek => Assert.Equal(s_payload, peek));
            await sent.FlushAsync();
            Assert.Equal(s_payload, await sent.PeekAsync(Lid, "m"));
        }

        await using var next = new SentMessages(backend, new BackendCarrier(backend), new SentMessageOptions { TimeProvider = _bed.Time });
        Assert.Equal(s_payload, await next.TakeAsync(Lid, "m"));
        Assert.Null(await next.PeekAsync(Lid, "m"));
    }

    [Fact]
    public async Task What_stays_in_memory_is_peeked_at_without_the_store_until_it_is_taken()
    {
        var caches = new CacheConfig { RecentMessages = new CacheEntryConfig(TimeSpan.FromMinutes(5), 2), TimeProvider = _bed.Time };
        await using var sent = new SentMessages(_bed.Backend, new BackendCarrier(_bed.Backend), caches: caches);
        foreach (var id in new[] { "first", "second", "third" })
        {
            await sent.KeepAsync(Lid, id, s_payload);
        }

        await sent.FlushAsync();
        var peeked = await sent.PeekAsync(Lid, "third");
        Assert.Equal(s_payload, peeked);
        peeked![0]++;
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "third"));
        Assert.Equal(0, _bed.Steering.CountOf(nameof(IBackend.GetSentMessageAsync)));

        // Two stay.
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "first"));
        Assert.Equal(1, _bed.Steering.CountOf(nameof(IBackend.GetSentMessageAsync)));

        Assert.Equal(s_payload, await sent.TakeAsync(Lid, "third"));
        Assert.Null(await sent.PeekAsync(Lid, "third"));
        Assert.Null(await sent.TakeAsync(Lid, "third"));

        _bed.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(s_payload, await sent.PeekAsync(Lid, "second"));
        Assert.Equal(3, _bed.Steering.CountOf(nameof(IBackend.GetSentMessageAsync)));
    }

    [Fact]
    public async Task One_whose_keeper_left_before_there_was_room_is_kept_nowhere()
    {
        var caches = new CacheConfig { RecentMessages = new CacheEntryConfig(TimeSpan.FromMinutes(5), 2), TimeProvider = _bed.Time };
        await using var sent = new SentMessages(_bed.Backend, new BackendCarrier(_bed.Backend), new SentMessageOptions { MaxPendingBytes = 1, TimeProvider = _bed.Time }, caches);
        await sent.KeepAsync(Lid, "first", s_payload);
        using var leaving = new CancellationTokenSource();
        var waiting = sent.KeepAsync(Lid, "second", s_payload, leaving.Token);
        Assert.False(waiting.IsCompleted);
        await leaving.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.Null(await sent.PeekAsync(Lid, "second"));
    }

    [Fact]
    public async Task Rows_expire_after_7200_seconds()
    {
        await using var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        await sent.FlushAsync();
        _bed.Time.Advance(TimeSpan.FromSeconds(7_200));
        Assert.Equal(0, (await _bed.Store.MaintainAsync(new MaintenanceOptions { TimeProvider = _bed.Time }.Cutoffs())).SentMessages);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await _bed.Store.MaintainAsync(new MaintenanceOptions { TimeProvider = _bed.Time }.Cutoffs())).SentMessages);
        Assert.Null(await sent.PeekAsync(Lid, "m"));
    }

    [Fact]
    public async Task Disposing_stores_what_waits_and_can_be_tried_again()
    {
        var sent = _bed.Sent();
        await sent.KeepAsync(Lid, "m", s_payload);
        _bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => sent.DisposeAsync().AsTask());
        await sent.DisposeAsync();
        Assert.Equal(s_payload, await _bed.Store.GetSentMessageAsync(Lid, "m"));
    }
}
