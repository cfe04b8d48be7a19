using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What is pending is flushed a window later, whatever happens (spec/caches.md 1.13, 11.14).</summary>
public sealed class WorkerTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(25);

    readonly ManualTime _time = new();

    [Fact]
    public async Task A_burst_costs_one_commit()
    {
        await using var harness = Open();
        Assert.Null(_time.NextDue);
        for (var i = 0; i < 50; i++)
        {
            await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i));
        }

        Assert.Equal(s_window, _time.NextDue);
        Assert.Equal(0, harness.Steering.CountOf(Commit));
        _time.Advance(s_window);
        await UntilAsync(() => harness.PendingSessions() == 0);
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        await UntilAsync(() => _time.NextDue is null);
    }

    [Fact]
    public async Task What_comes_during_its_flush_gets_the_next_window()
    {
        await using var harness = Open();
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1));
        var parked = harness.Steering.Park(Commit);
        _time.Advance(s_window);
        await parked.Reached;
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        Assert.Null(_time.NextDue);
        parked.Release();
        await UntilAsync(() => _time.NextDue == s_window);
        _time.Advance(s_window);
        await UntilAsync(() => harness.PendingSessions() == 0);
        Assert.Equal(2, harness.Steering.CountOf(Commit));
    }

    [Fact]
    public async Task It_backs_off_to_a_bound_and_never_gives_up()
    {
        await using var harness = Open();
        harness.Steering.Break(Commit);
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1).Send());
        var delays = new List<double>();
        for (var attempt = 1; attempt <= 15; attempt++)
        {
            delays.Add(_time.NextDue!.Value.TotalMilliseconds);
            _time.Advance(_time.NextDue!.Value);
            await UntilAsync(() => harness.Cache.Health.FailuresInARow == attempt && _time.NextDue is not null);
        }

        Assert.Equal([25, 50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000, 5000, 5000, 5000], delays);
        var health = harness.Cache.Health;
        Assert.Equal(StoreErrorKind.Database, health.LastFailureKind);
        Assert.True(health.PendingBytes > 0);
        Assert.True(harness.Cache.NeedsFlushBeforeSend);

        harness.Steering.Mend();
        _time.Advance(_time.NextDue!.Value);
        await UntilAsync(() => harness.PendingSessions() == 0);
        Assert.Equal(0, harness.Cache.Health.FailuresInARow);
        await UntilAsync(() => _time.NextDue is null);
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        Assert.Equal(s_window, _time.NextDue);
    }

    [Fact]
    public async Task A_pre_key_alone_makes_it_come()
    {
        await using var harness = Open();
        await harness.Store.StorePreKeyAsync(5, new byte[] { 1 }, uploaded: true);
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        _time.Advance(s_window);
        await UntilAsync(() => _time.NextDue is null);
        harness.Cache.ConsumePreKey(5, Harness.Address(1));
        _time.Advance(s_window);
        await UntilAsync(() => harness.Cache.Health.Flushes == 2);
        Assert.Null(await harness.Store.LoadPreKeyAsync(5));
    }

    [Fact]
    public async Task It_starts_also_where_the_context_does_not_flow()
    {
        await using var harness = Open();
        ValueTask put;
        using (ExecutionContext.SuppressFlow())
        {
            put = harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1));
        }

        await put;
        Assert.Equal(s_window, _time.NextDue);
    }

    [Fact]
    public async Task A_close_waits_for_it_and_flushes_the_rest()
    {
        var harness = Open();
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(1));
        var parked = harness.Steering.Park(Commit);
        _time.Advance(s_window);
        await parked.Reached;
        await harness.Cache.PutSessionAsync(Harness.Address(2), ChainRecord.New(2));
        var close = harness.Cache.DisposeAsync().AsTask();
        Assert.False(close.IsCompleted);
        parked.Release();
        await close;
        Assert.NotNull(await harness.StoredSessionAsync(Harness.Address(2)));
        Assert.Null(_time.NextDue);
    }

    [Fact]
    public async Task Writers_wait_while_too_much_is_pending_and_go_on_when_the_store_is_back()
    {
        await using var harness = new Harness(new SignalCacheOptions { TimeProvider = _time, MaxPendingBytes = 20_000 });
        harness.Steering.Break(Commit);
        var written = 0;
        var writer = Task.Run(async () =>
        {
            for (; written < 500; written++)
            {
                await harness.Cache.PutSessionAsync(Harness.Address(written), ChainRecord.New(written));
            }
        });
        // Records of 229 bytes: at most as many as fit, and what the stripes have not counted yet.
        await UntilAsync(() => harness.Cache.Health.PendingBytes > 20_000);
        Assert.Equal(CheckoutStatus.Declined, harness.Cache.TryCheckoutSession(Harness.Address(1), out _));
        Assert.False(harness.Cache.TryPutIdentity(Harness.Address(1), Harness.Key(1), out _));
        using var cancellation = new CancellationTokenSource();
        var delete = harness.Cache.DeleteSessionAsync(Harness.Address(1), cancellation.Token).AsTask();
        var checkout = harness.Cache.CheckoutSessionAsync(Harness.Address(1), cancellation.Token).AsTask();
        Assert.False(delete.IsCompleted);
        Assert.False(checkout.IsCompleted);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delete);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checkout);
        Assert.InRange(Volatile.Read(ref written), 20_000 / 229, 23_000 / 229);
        // Reads do not wait.
        Assert.True(harness.Cache.TryGetSession(Harness.Address(1), out _));

        harness.Steering.Mend();
        while (!writer.IsCompleted)
        {
            await harness.Cache.FlushAsync();
            await Task.Yield();
        }

        await writer;
        await harness.Cache.FlushAsync();
        Assert.Equal(0, harness.Cache.Health.PendingBytes);
        for (var i = 0; i < 500; i++)
        {
            Assert.NotNull(await harness.StoredSessionAsync(Harness.Address(i)));
        }
    }

    Harness Open() => new(new SignalCacheOptions { TimeProvider = _time });

    static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Harness.Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "waited in vain");
            await Task.Delay(1);
        }
    }
}
