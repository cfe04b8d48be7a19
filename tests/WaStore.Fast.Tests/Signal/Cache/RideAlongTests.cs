using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What rides along starts no flush, and goes with the next one that succeeds.</summary>
public sealed class RideAlongTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task It_goes_with_the_flush_that_somebody_else_asks_for()
    {
        await using var harness = new Harness();
        var ride = Ride(harness, "m");
        Assert.False(ride.IsCompleted);
        Assert.Equal(0, harness.Steering.CountOf(Commit));

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        await harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration);

        await ride.WaitAsync(Harness.Patience);
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.True(await IsStoredAsync(harness, "m"));
    }

    [Fact]
    public async Task The_worker_comes_for_it()
    {
        var time = new ManualTime();
        await using var harness = new Harness(new SignalCacheOptions { TimeProvider = time });
        var ride = Ride(harness, "m");
        Assert.NotNull(time.NextDue);
        time.Advance(TimeSpan.FromMilliseconds(25));
        await ride.WaitAsync(Harness.Patience);
        Assert.True(await IsStoredAsync(harness, "m"));
    }

    [Fact]
    public async Task What_comes_while_a_flush_runs_waits_for_the_next_and_starts_none()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Commit);
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        var ride = Ride(harness, "m");
        parked.Release();
        await flush;
        Assert.False(ride.IsCompleted);

        await harness.Cache.FlushAsync();
        Assert.True(ride.IsCompletedSuccessfully);
        Assert.Equal(2, harness.Steering.CountOf(Commit));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(5)]
    public async Task While_the_store_fails_it_goes_on_riding_in_its_place(int sqliteErrorCode)
    {
        await using var harness = new Harness();
        var order = new List<string>();
        var first = harness.Cache.RideAlongAsync((_, _) => Note("first"));
        harness.Steering.FailNext(Commit, failure: StoreException.Database("down", sqliteErrorCode: sqliteErrorCode));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.False(first.IsCompleted);

        var second = harness.Cache.RideAlongAsync((_, _) => Note("second"));
        await harness.Cache.FlushAsync();
        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.Equal(["first", "second"], order);

        ValueTask Note(string name)
        {
            order.Add(name);
            return default;
        }
    }

    [Fact]
    public async Task Its_own_fault_ends_its_ride_and_no_other()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        var bad = harness.Cache.RideAlongAsync(static (_, _) => throw new InvalidOperationException("a bug of a bot"));
        var good = Ride(harness, "m");

        await harness.Cache.FlushAsync();

        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.True(good.IsCompletedSuccessfully && await IsStoredAsync(harness, "m"));
        Assert.NotNull(await harness.StoredSessionAsync(s_address));
        var commits = harness.Steering.CountOf(Commit);
        await harness.Cache.FlushAsync();
        Assert.Equal(commits, harness.Steering.CountOf(Commit));
    }

    [Fact]
    public async Task A_close_takes_it_along_and_after_it_nothing_rides()
    {
        var harness = new Harness();
        var ride = Ride(harness, "m");
        await harness.Cache.DisposeAsync();
        Assert.True(ride.IsCompletedSuccessfully && await IsStoredAsync(harness, "m"));
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => Ride(harness, "late"));
    }

    static Task Ride(Harness harness, string id) =>
        harness.Cache.RideAlongAsync((unit, token) => unit.StorePendingInboundAsync("chat", "sender", id, new byte[] { 1, 2, 3 }, token));

    static async Task<bool> IsStoredAsync(Harness harness, string id) => await harness.Store.GetPendingInboundAsync("chat", "sender", id) is not null;
}
