using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class SenderKeyTests
{
    const string Read = nameof(ISignalReads.GetSenderKeyAsync);

    static readonly SenderKeyName s_name = Harness.Name(1);

    [Fact]
    public async Task A_miss_is_read_and_a_hit_is_the_very_object()
    {
        await using var harness = new Harness();
        await harness.StoreSenderKeyAsync(s_name, ChainRecord.New(3));
        var first = await harness.Cache.GetSenderKeyAsync(s_name);
        Assert.Equal(ChainRecord.New(3), first);
        Assert.True(harness.Cache.TryGetSenderKey(s_name, out var second));
        Assert.True(harness.Cache.TryGetSenderKey(s_name.Text, out var third));
        Assert.Same(first, second);
        Assert.Same(first, third);
    }

    [Fact]
    public async Task Concurrent_readers_end_with_one_object()
    {
        await using var harness = new Harness();
        await harness.StoreSenderKeyAsync(s_name, ChainRecord.New(3));
        var parked = harness.Steering.Park(Read);
        var readers = Enumerable.Range(0, 4).Select(_ => harness.Cache.GetSenderKeyAsync(s_name).AsTask()).ToList();
        await parked.Reached;
        parked.Release();
        var seen = await Task.WhenAll(readers);
        Assert.All(seen, record => Assert.Same(seen[0], record));
    }

    [Fact]
    public async Task A_key_that_does_not_decode_is_an_error_at_every_door_and_is_asked_for_again()
    {
        await using var harness = new Harness();
        await harness.Store.PutSenderKeyAsync(s_name.Text, new byte[] { 1, 2, 3 });
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.GetSenderKeyAsync(s_name).AsTask());
            Assert.Equal(StoreErrorKind.Serialization, error.Kind);
            _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.CheckoutSenderKeyAsync(s_name).AsTask());
        }

        Assert.Equal(4, harness.Steering.CountOf(Read));
        Assert.Equal(0, harness.Cache.SenderKeys.Count());
    }

    [Fact]
    public async Task A_late_reader_overwrites_no_put_and_undoes_no_delete()
    {
        await using var harness = new Harness();
        await harness.StoreSenderKeyAsync(s_name, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read, after: true);
        var reader = harness.Cache.GetSenderKeyAsync(s_name).AsTask();
        await parked.Reached;
        await harness.Cache.PutSenderKeyAsync(s_name, ChainRecord.New(2));
        parked.Release();
        Assert.Equal(2, (await reader)!.Chain);

        await harness.Cache.ClearAfterFlushAsync();
        parked = harness.Steering.Park(Read, after: true);
        reader = harness.Cache.GetSenderKeyAsync(s_name).AsTask();
        await parked.Reached;
        await harness.Cache.DeleteSenderKeyAsync(s_name);
        await harness.Cache.FlushAsync();
        parked.Release();
        Assert.Null(await reader);
        Assert.Null(await harness.Store.GetSenderKeyAsync(s_name.Text));
    }

    [Fact]
    public async Task A_write_that_left_the_cache_is_not_replaced_by_the_stale_read()
    {
        await using var harness = new Harness();
        await harness.StoreSenderKeyAsync(s_name, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read, after: true);
        var reader = harness.Cache.GetSenderKeyAsync(s_name).AsTask();
        await parked.Reached;
        await harness.Cache.PutSenderKeyAsync(s_name, ChainRecord.New(2));
        await harness.Cache.ClearAfterFlushAsync();
        parked.Release();
        Assert.Equal(2, (await reader)!.Chain);
        Assert.Equal(2, (await harness.Cache.GetSenderKeyAsync(s_name))!.Chain);
    }

    [Fact]
    public async Task It_is_checked_out_as_a_session_is_and_a_delete_beats_its_owner()
    {
        await using var harness = new Harness();
        using (var created = await harness.Cache.CheckoutSenderKeyAsync(s_name))
        {
            Assert.Null(created.Record);
            created.Commit(ChainRecord.New(1).Send());
        }

        using var owner = await harness.Cache.CheckoutSenderKeyAsync(s_name);
        Assert.Equal(CheckoutStatus.Busy, harness.Cache.TryCheckoutSenderKey(s_name, out _));
        await harness.Cache.DeleteSenderKeyAsync(s_name);
        Assert.False(owner.TryCommit(owner.Record!.Send()));
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.StoredSenderKeyAsync(s_name));
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
    }
}
