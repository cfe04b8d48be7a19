using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Who is aboard goes with every flush, whoever began it, and is left behind only by its own fault.</summary>
public sealed class BoardedRidersTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    readonly NotedRiders _riders = new();

    [Fact]
    public async Task They_go_with_the_flush_of_somebody_elses_send()
    {
        await using var harness = new Harness();
        using var place = harness.Cache.Board(_riders);
        _riders.Queue("m");
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        await harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration);

        Assert.Equal([("m", true)], _riders.Rounds);
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.True(await IsStoredAsync(harness, "m"));
    }

    [Fact]
    public async Task They_go_with_the_workers_flush_and_do_not_call_it()
    {
        var time = new ManualTime();
        await using var harness = new Harness(new SignalCacheOptions { TimeProvider = time });
        using var place = harness.Cache.Board(_riders);
        _riders.Queue("m");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_riders.Rounds);

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        time.Advance(TimeSpan.FromMilliseconds(25));
        await harness.Cache.FlushAsync();
        Assert.Equal([("m", true)], _riders.Rounds);
    }

    [Fact]
    public async Task What_is_queued_before_a_record_is_committed_is_never_behind_it()
    {
        await using var harness = new Harness();
        using var place = harness.Cache.Board(_riders);
        var parked = harness.Steering.Park(Commit);
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        var first = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;

        // A message comes while a flush runs, and a send begins the next one before the message's own commit is asked for.
        _riders.Queue("m");
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2).Send());
        var send = harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration).AsTask();
        // And another one in the middle of that flush, after its riders were taken.
        var late = new NotedRiders();
        using var latePlace = harness.Cache.Board(late);
        late.Queue("other");
        late.Beginning = () =>
        {
            late.Beginning = static () => { };
            _riders.Queue("late");
            Assert.True(harness.Cache.PutSessionAsync(s_address, ChainRecord.New(3)).AsTask().IsCompletedSuccessfully);
        };
        parked.Release();
        await first;
        await send;
        harness.Crash();

        Assert.Equal(2, (await harness.StoredSessionAsync(s_address))!.Chain);
        Assert.True(await IsStoredAsync(harness, "m"));
        Assert.False(await IsStoredAsync(harness, "late"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(5)]
    public async Task While_the_store_fails_they_wait_and_each_round_is_settled(int sqliteErrorCode)
    {
        await using var harness = new Harness();
        using var place = harness.Cache.Board(_riders);
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        _riders.Queue("first");
        harness.Steering.FailNext(Commit, failure: StoreException.Database("down", sqliteErrorCode: sqliteErrorCode));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.Equal([("first", false)], _riders.Rounds);

        _riders.Queue("second");
        await harness.Cache.FlushAsync();
        Assert.Equal([("first", false), ("first,second", true)], _riders.Rounds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_faulty_are_left_behind_and_nobody_else(bool isFaultInTheTransaction)
    {
        await using var harness = new Harness();
        var faulty = new NotedRiders { Fault = new InvalidOperationException("a bug of a bot"), IsFaultInTheTransaction = isFaultInTheTransaction };
        using var before = harness.Cache.Board(faulty);
        using var place = harness.Cache.Board(_riders);
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        faulty.Queue("bad");
        _riders.Queue("m");
        await harness.Cache.FlushAsync();

        Assert.NotNull(await harness.StoredSessionAsync(s_address));
        Assert.True(await IsStoredAsync(harness, "m"));
        Assert.False(await IsStoredAsync(harness, "bad"));
        Assert.All(faulty.Rounds, round => Assert.False(round.IsDurable));

        // From now on no flush pays for them, and theirs tells them why.
        var (rounds, commits) = (faulty.Rounds.Count, harness.Steering.CountOf(Commit));
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.Equal((rounds, commits + 1), (faulty.Rounds.Count, harness.Steering.CountOf(Commit)));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Cache.FlushAsync(faulty));

        faulty.Fault = null;
        await harness.Cache.FlushAsync(faulty);
        Assert.True(await IsStoredAsync(harness, "bad"));
        faulty.Queue("again");
        await harness.Cache.FlushAsync();
        Assert.True(await IsStoredAsync(harness, "again"));
    }

    [Fact]
    public async Task A_message_stays_with_its_ratchet_when_somebody_elses_rider_is_bad()
    {
        await using var harness = new Harness();
        var faulty = new NotedRiders { Fault = new InvalidOperationException("a bug of a bot") };
        using var before = harness.Cache.Board(faulty);
        using var place = harness.Cache.Board(_riders);
        var seen = new List<(bool Ratchet, bool Message)>();
        faulty.Beginning = () => seen.Add((harness.Store.HasSessionAsync(s_address.Text).AsTask().Result, IsStoredAsync(harness, "m").Result));
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        _riders.Queue("m");
        faulty.Queue("bad");
        await harness.Cache.FlushAsync();
        Assert.True(seen.Count > 1 && await IsStoredAsync(harness, "m"));
        Assert.All(seen, static store => Assert.Equal(store.Ratchet, store.Message));
        Assert.All(faulty.Rounds, static round => Assert.False(round.IsDurable));
    }

    [Fact]
    public async Task A_close_takes_them_along()
    {
        var harness = new Harness();
        using var place = harness.Cache.Board(_riders);
        _riders.Queue("m");
        await harness.Cache.DisposeAsync();
        Assert.True(await IsStoredAsync(harness, "m"));
    }

    [Fact]
    public async Task Who_left_goes_no_more_and_who_is_not_aboard_cannot_ask()
    {
        await using var harness = new Harness();
        var place = harness.Cache.Board(_riders);
        _ = Assert.Throws<ArgumentException>(() => harness.Cache.Board(_riders));
        place.Dispose();
        _riders.Queue("m");
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        Assert.Empty(_riders.Rounds);
        _ = await Assert.ThrowsAsync<ArgumentException>(() => harness.Cache.FlushAsync(_riders));
        using var again = harness.Cache.Board(_riders);
        await harness.Cache.FlushAsync(_riders);
        Assert.Equal([("m", true)], _riders.Rounds);
    }

    static async Task<bool> IsStoredAsync(Harness harness, string id) => await harness.Store.GetPendingInboundAsync("chat", "sender", id) is not null;
}
