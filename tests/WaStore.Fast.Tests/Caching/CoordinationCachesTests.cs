using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Caching;

public sealed class CoordinationCachesTests
{
    static readonly MessageRetryKey s_message = new("123@g.us", "3EB0", "456@s.whatsapp.net");

    readonly ManualTime _time = new();

    [Fact]
    public async Task A_chats_messages_keep_their_order_and_chats_do_not_wait_for_one_another()
    {
        var lanes = Make().ChatLanes;
        var order = new List<int>();
        using (await lanes.LockAsync("a"))
        {
            var others = Enumerable.Range(0, 10).Select(async i =>
            {
                using var turn = await lanes.LockAsync("a");
                order.Add(i);
            }).ToList();
            (await lanes.LockAsync("b")).Dispose();
            Assert.Empty(order);
            _ = Task.WhenAll(others);
        }

        using var last = await lanes.LockAsync("a");
        Assert.Equal(Enumerable.Range(0, 10), order);
    }

    [Fact]
    public async Task Locks_remember_what_their_capacity_says_and_everything_in_use()
    {
        var caches = Make(new CacheConfig { ChatLanesCapacity = 2, GroupDistributionLocksCapacity = 3 });
        foreach (var (locks, capacity) in new[] { (caches.ChatLanes, 2), (caches.GroupDistributionLocks, 3) })
        {
            using var held = await locks.LockAsync("held");
            for (var i = 0; i < 10; i++)
            {
                (await locks.LockAsync($"{i}")).Dispose();
            }

            Assert.Equal(capacity, locks.Count);
            Assert.False(locks.TryLock("held", out _));
            using var cancellation = new CancellationTokenSource();
            var waiting = locks.LockAsync("held", cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    [Fact]
    public void There_is_one_set_of_session_locks()
    {
        var locks = new KeyedLocks<SignalAddress>(1);
        Assert.Same(locks, new CoordinationCaches(new CacheConfig(), locks).SessionLocks);
    }

    [Fact]
    public void A_message_is_asked_for_a_few_times_and_then_no_more()
    {
        var counts = Make().MessageRetryCounts;
        for (var i = 1; i <= MessageRetryCounts.MaxRetries; i++)
        {
            Assert.True(counts.TryNext(s_message, out var count));
            Assert.Equal(i, count);
        }

        Assert.False(counts.TryNext(s_message, out var refused));
        Assert.Equal(MessageRetryCounts.MaxRetries, refused);
        Assert.Equal(MessageRetryCounts.MaxRetries, counts.Of(s_message));
        Assert.True(counts.TryNext(s_message with { Participant = "789@lid" }, out _));
        counts.Forget(s_message);
        Assert.Equal(0, counts.Of(s_message));
        Assert.True(counts.TryNext(s_message, out var again));
        Assert.Equal(1, again);
    }

    [Fact]
    public void A_refusal_does_not_keep_the_count_alive()
    {
        var counts = Make().MessageRetryCounts;
        while (counts.TryNext(s_message, out _))
        {
        }

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.False(counts.TryNext(s_message, out _));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.True(counts.TryNext(s_message, out var count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void Retries_at_the_same_time_are_each_counted_once()
    {
        var counts = Make().MessageRetryCounts;
        var granted = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(0, 64, _ =>
        {
            if (counts.TryNext(s_message, out var count))
            {
                granted.Add(count);
            }
        });

        Assert.Equal([1, 2, 3, 4, 5], granted.Order());
        Assert.Equal(MessageRetryCounts.MaxRetries, counts.Of(s_message));
    }

    [Fact]
    public void The_phone_is_asked_once_for_a_message_and_answers_once()
    {
        var pending = new PdoPendingRequests<string>(new CacheConfig { TimeProvider = _time });
        var key = new PdoKey("123@g.us", "3EB0");
        Assert.True(pending.TryBegin(key, "request"));
        Assert.False(pending.TryBegin(key, "again"));
        Assert.True(pending.TryComplete(key, out var request));
        Assert.Equal("request", request);
        Assert.False(pending.TryComplete(key, out _));
        Assert.False(pending.TryBegin(key, "again"));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.True(pending.TryBegin(key, "the next day"));
        Assert.Equal(1, pending.PendingCount);
    }

    [Fact]
    public void A_request_that_could_not_be_sent_is_taken_back_and_one_that_is_not_answered_ends()
    {
        var pending = new PdoPendingRequests<string>(new CacheConfig { TimeProvider = _time });
        var key = new PdoKey("123@g.us", "3EB0");
        Assert.True(pending.TryBegin(key, "request"));
        pending.Abandon(key);
        Assert.False(pending.TryComplete(key, out _));
        Assert.True(pending.TryBegin(key, "second"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(pending.TryComplete(key, out _));
        Assert.False(pending.TryBegin(key, "third"));
    }

    [Fact]
    public void Pending_requests_are_bounded()
    {
        var pending = new PdoPendingRequests<int>(new CacheConfig { TimeProvider = _time });
        for (var i = 1; i <= 1_000; i++)
        {
            Assert.True(pending.TryBegin(new PdoKey("123@g.us", $"{i}"), i));
        }

        Assert.Equal(200, pending.PendingCount);
        Assert.True(pending.TryComplete(new PdoKey("123@g.us", "1000"), out _));
        Assert.False(pending.TryComplete(new PdoKey("123@g.us", "1"), out _));
    }

    [Fact]
    public void A_mark_is_set_once_and_its_time_counts_from_then()
    {
        var marks = Make().UndecryptableDispatched;
        Assert.True(marks.TryMark(s_message));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.False(marks.TryMark(s_message));
        Assert.True(marks.IsMarked(s_message));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(marks.IsMarked(s_message));
        Assert.True(marks.TryMark(s_message));
        marks.Unmark(s_message);
        Assert.True(marks.TryMark(s_message));

        _time.Advance(TimeSpan.FromMinutes(3));
        marks.Mark(s_message);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(marks.IsMarked(s_message));
        Assert.Equal(1, marks.Count);
    }

    CoordinationCaches Make(CacheConfig? config = null) =>
        new((config ?? new CacheConfig()) with { TimeProvider = _time }, new KeyedLocks<SignalAddress>(1));
}
