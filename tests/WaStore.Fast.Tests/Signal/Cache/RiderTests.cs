using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What rides with a flush is durable with it or not at all.</summary>
public sealed class RiderTests
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task A_message_and_the_ratchet_that_decrypted_it_are_stored_together()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await harness.Cache.FlushAsync(Message("m"));
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.True(await IsStoredAsync(harness, "m"));
        Assert.NotNull(await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task They_fail_together()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.FlushAsync(Message("m")));
        Assert.False(await IsStoredAsync(harness, "m"));
        Assert.Null(await harness.StoredSessionAsync(s_address));
        Assert.Equal(1, harness.PendingSessions());
    }

    [Fact]
    public async Task Riders_go_when_nothing_else_does()
    {
        await using var harness = new Harness();
        await harness.Cache.FlushAsync(Message("m"));
        Assert.True(await IsStoredAsync(harness, "m"));
    }

    [Fact]
    public async Task One_callers_bad_rider_fails_for_him_alone()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1).Send());
        var parked = harness.Steering.Park(Commit);
        var first = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        var bad = new StoreBatch();
        bad.Add(static (_, _) => throw new InvalidOperationException("a bug of a bot"));
        var failing = harness.Cache.FlushAsync(bad);
        var plain = harness.Cache.FlushBeforeSendAsync(harness.Cache.RecoveryGeneration).AsTask();
        var good = harness.Cache.FlushAsync(Message("m"));
        parked.Release();

        await first;
        await plain;
        await good;
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.True(await IsStoredAsync(harness, "m"));
        Assert.Equal(2, (await harness.StoredSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task Riders_can_be_taken_back_only_while_they_wait()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        using var cancellation = new CancellationTokenSource();
        var parked = harness.Steering.Park(Commit);
        var first = harness.Cache.FlushAsync(Message("first"), cancellation.Token);
        await parked.Reached;
        var second = harness.Cache.FlushAsync(Message("second"), cancellation.Token);
        var third = harness.Cache.FlushAsync(Message("third"));
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        parked.Release();
        await first;
        await third;
        Assert.True(await IsStoredAsync(harness, "first"));
        Assert.False(await IsStoredAsync(harness, "second"));
        Assert.True(await IsStoredAsync(harness, "third"));
    }

    [Fact]
    public async Task What_the_cache_holds_does_not_ride()
    {
        await using var harness = new Harness();
        var batch = new StoreBatch();
        batch.PutSession("a", new byte[] { 1 });
        _ = await Assert.ThrowsAsync<ArgumentException>(() => harness.Cache.FlushAsync(batch));
    }

    static StoreBatch Message(string id)
    {
        var batch = new StoreBatch();
        batch.StorePendingInbound("chat", "sender", id, new byte[] { 1, 2, 3 });
        return batch;
    }

    static async Task<bool> IsStoredAsync(Harness harness, string id) => await harness.Store.GetPendingInboundAsync("chat", "sender", id) is not null;
}
