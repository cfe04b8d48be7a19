using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Stored sessions that do not decode, and the store that is to keep copies of them. Over files: <c>CorruptRecordTests</c> of the SQLite tests.</summary>
public sealed class UnreadableTests
{
    const string SetAside = nameof(ISignalWrites.SetAsideSessionAsync);
    const string Commit = nameof(IBackend.CommitAsync);

    [Fact]
    public async Task The_store_is_asked_once_and_before_the_commit()
    {
        await using var harness = await FoundAsync();
        await harness.Cache.PutSessionAsync(Harness.Address(0), ChainRecord.New(1));
        Assert.Equal(0, harness.Steering.CountOf(SetAside));
        await harness.Cache.FlushAsync();
        await harness.Cache.PutSessionAsync(Harness.Address(0), ChainRecord.New(2));
        await harness.Cache.FlushAsync();
        Assert.Equal([SetAside, Commit, Commit], harness.Steering.Calls.Where(static call => call is SetAside or Commit));
    }

    [Fact]
    public async Task A_store_that_is_down_is_asked_again_as_nothing_was_replaced()
    {
        await using var harness = await FoundAsync();
        await harness.Cache.PutSessionAsync(Harness.Address(0), ChainRecord.New(1));
        harness.Steering.Break(SetAside);
        harness.Steering.Break(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync().AsTask());
        harness.Steering.Mend();
        await harness.Cache.FlushAsync();
        Assert.Equal((2, 0), (harness.Steering.CountOf(SetAside), harness.Cache.Health.SessionsNotSetAside));
    }

    [Fact]
    public async Task A_store_that_refuses_stops_no_commit_and_is_not_asked_for_ever()
    {
        await using var harness = await FoundAsync();
        harness.Steering.Break(SetAside);
        await harness.Cache.PutSessionAsync(Harness.Address(0), ChainRecord.New(1));
        await harness.Cache.FlushAsync();
        await harness.Cache.FlushAsync();
        Assert.Equal((1, 1), (harness.Steering.CountOf(SetAside), harness.Cache.Health.SessionsNotSetAside));
        Assert.Equal(ChainRecord.New(1), await harness.StoredSessionAsync(Harness.Address(0)));
    }

    [Fact]
    public async Task A_pre_key_that_waits_for_such_a_session_keeps_no_flush_going()
    {
        await using var harness = new Harness();
        await harness.Store.PutSessionAsync(Harness.Address(0).Text, new byte[] { 1 });
        harness.Cache.ConsumePreKey(7, Harness.Address(0));
        await harness.Cache.FlushAsync();
        await harness.Cache.FlushAsync();
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.Equal(1, harness.Cache.Health.ConsumedPreKeys);
    }

    static async Task<Harness> FoundAsync()
    {
        var harness = new Harness();
        await harness.Store.PutSessionAsync(Harness.Address(0).Text, new byte[] { 1 });
        Assert.Null(await harness.Cache.GetSessionAsync(Harness.Address(0)));
        return harness;
    }
}
