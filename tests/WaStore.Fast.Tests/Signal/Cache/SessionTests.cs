using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class SessionTests
{
    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task A_put_is_what_every_door_answers()
    {
        await using var harness = new Harness();
        var record = ChainRecord.New(1);
        await harness.Cache.PutSessionAsync(s_address, record);

        Assert.True(harness.Cache.TryGetSession(s_address, out var byKey));
        Assert.Same(record, byKey);
        Assert.True(harness.Cache.TryGetSession(SignalAddress.Parse(s_address.Text), out var byTwin));
        Assert.Same(record, byTwin);
        Assert.True(harness.Cache.TryGetSession(s_address.Text, out var byText));
        Assert.Same(record, byText);
        Assert.True(harness.Cache.TryGetSession($"x{s_address.Text}".AsSpan(1), out var bySpan));
        Assert.Same(record, bySpan);
        Assert.Same(record, await harness.Cache.GetSessionAsync(s_address));
        Assert.True(await harness.Cache.HasSessionAsync(s_address));
        Assert.Empty(harness.Steering.Calls);
    }

    [Fact]
    public async Task What_is_not_cached_is_not_said_to_be_absent()
    {
        await using var harness = new Harness();
        Assert.False(harness.Cache.TryGetSession(s_address, out _));
        Assert.Equal(CheckoutStatus.Declined, harness.Cache.TryCheckoutSession(s_address, out _));
    }

    [Fact]
    public async Task A_cold_get_reads_once_and_caches_the_record()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(7));

        Assert.Equal(ChainRecord.New(7), await harness.Cache.GetSessionAsync(s_address));
        Assert.True(harness.Cache.TryGetSession(s_address, out var cached));
        Assert.Equal(ChainRecord.New(7), cached);
        Assert.Equal(1, harness.Steering.CountOf(nameof(ISignalReads.GetSessionAsync)));
    }

    [Fact]
    public async Task An_absence_is_remembered_and_replaced_by_a_put()
    {
        await using var harness = new Harness();
        Assert.Null(await harness.Cache.GetSessionAsync(s_address));
        Assert.True(harness.Cache.TryGetSession(s_address, out var absent));
        Assert.Null(absent);
        Assert.False(await harness.Cache.HasSessionAsync(s_address));
        Assert.Equal(1, harness.Steering.CountOf(nameof(ISignalReads.GetSessionAsync)));

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        Assert.True(await harness.Cache.HasSessionAsync(s_address));
        await harness.Cache.FlushAsync();
        Assert.Equal(ChainRecord.New(1), await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task A_delete_hides_the_row_at_once_and_removes_it_with_the_flush()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(7));
        await harness.Cache.DeleteSessionAsync(s_address);

        Assert.True(harness.Cache.TryGetSession(s_address, out var deleted));
        Assert.Null(deleted);
        Assert.NotNull(await harness.StoredSessionAsync(s_address));
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task A_row_that_is_only_believed_absent_is_deleted_all_the_same()
    {
        await using var harness = new Harness();
        await harness.Store.PutSessionAsync(s_address.Text, new byte[] { 1, 2, 3 });
        Assert.Null(await harness.Cache.GetSessionAsync(s_address));
        await harness.Cache.DeleteSessionAsync(s_address);
        await harness.Cache.FlushAsync();
        Assert.False(await harness.Store.HasSessionAsync(s_address.Text));
    }

    [Fact]
    public async Task A_session_that_does_not_decode_is_absent_and_can_be_replaced()
    {
        await using var harness = new Harness();
        await harness.Store.PutSessionAsync(s_address.Text, new byte[] { 1, 2, 3 });
        Assert.False(await harness.Cache.HasSessionAsync(s_address));
        using (var checkout = await harness.Cache.CheckoutSessionAsync(s_address))
        {
            Assert.Null(checkout.Record);
            checkout.Commit(ChainRecord.New(2));
        }

        await harness.Cache.FlushAsync();
        Assert.Equal(ChainRecord.New(2), await harness.StoredSessionAsync(s_address));
    }

    [Fact]
    public async Task A_failed_read_is_an_error_at_every_door_and_no_absence()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(7));
        harness.Steering.Break(nameof(ISignalReads.GetSessionAsync));

        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.GetSessionAsync(s_address).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.HasSessionAsync(s_address).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.CheckoutSessionAsync(s_address).AsTask());
        Assert.False(harness.Cache.TryGetSession(s_address, out _));

        harness.Steering.Mend();
        Assert.Equal(ChainRecord.New(7), await harness.Cache.GetSessionAsync(s_address));
    }

    [Fact]
    public async Task Keys_that_are_equal_by_text_are_one_entry()
    {
        await using var harness = new Harness();
        for (var i = 0; i < 500; i++)
        {
            await harness.Cache.PutSessionAsync(SignalAddress.Parse($"{i}@lid.0"), ChainRecord.New(i));
        }

        for (var i = 0; i < 500; i++)
        {
            Assert.True(harness.Cache.TryGetSession(SignalAddress.Parse($"{i}@lid.0"), out var record));
            Assert.Equal(i, record!.Chain);
        }
    }

    [Fact]
    public async Task A_text_that_is_no_key_is_not_found_and_an_absent_record_is_not_put()
    {
        await using var harness = new Harness();
        Assert.False(harness.Cache.TryGetSession("\ud800@lid.0", out _));
        _ = await Assert.ThrowsAsync<ArgumentNullException>(() => harness.Cache.PutSessionAsync(s_address, null!).AsTask());
        _ = await Assert.ThrowsAsync<ArgumentNullException>(() => harness.Cache.PutSessionAsync(null!, ChainRecord.New(1)).AsTask());
    }
}
