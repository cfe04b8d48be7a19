using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class IdentityTests
{
    static readonly SignalAddress s_address = Harness.Address(1);

    [Fact]
    public async Task A_put_says_what_it_changed()
    {
        await using var harness = new Harness();
        Assert.Equal(IdentityPut.New, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        Assert.Equal(IdentityPut.Same, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        Assert.Equal(IdentityPut.Changed, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(2)));
        await harness.Cache.FlushAsync();
        Assert.Equal(Harness.Key(2), await harness.Store.LoadIdentityAsync(s_address.Text));
    }

    [Fact]
    public async Task The_same_key_is_no_write_whether_stored_or_pending()
    {
        await using var harness = new Harness();
        await harness.Store.PutIdentityAsync(s_address.Text, Harness.Key(1));
        Assert.Equal(IdentityPut.Same, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        Assert.Equal(0, harness.Cache.Identities.Count(EntryStates.Dirty));

        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(2));
        Assert.Equal(IdentityPut.Same, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(2)));
        Assert.Equal(IdentityPut.Changed, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        await harness.Cache.FlushAsync();
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(s_address.Text));
    }

    [Fact]
    public async Task The_same_key_after_a_delete_is_a_write()
    {
        await using var harness = new Harness();
        await harness.Store.PutIdentityAsync(s_address.Text, Harness.Key(1));
        await harness.Cache.DeleteIdentityAsync(s_address);
        Assert.Null(await harness.Cache.GetIdentityAsync(s_address));
        Assert.Equal(IdentityPut.New, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        await harness.Cache.FlushAsync();
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(s_address.Text));

        await harness.Cache.DeleteIdentityAsync(s_address);
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.Store.LoadIdentityAsync(s_address.Text));
        Assert.Equal(IdentityPut.New, await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)));
        await harness.Cache.FlushAsync();
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(s_address.Text));
    }

    [Fact]
    public async Task The_sync_doors_answer_hits_and_absences_and_decline_misses()
    {
        await using var harness = new Harness();
        Assert.False(harness.Cache.TryGetIdentity(s_address, out _));
        Assert.False(harness.Cache.TryPutIdentity(s_address, Harness.Key(1), out _));
        Assert.Null(await harness.Cache.GetIdentityAsync(s_address));
        Assert.True(harness.Cache.TryGetIdentity(s_address, out var absent));
        Assert.Null(absent);
        Assert.True(harness.Cache.TryPutIdentity(s_address, Harness.Key(1), out var put));
        Assert.Equal(IdentityPut.New, put);
        Assert.True(harness.Cache.TryGetIdentity(s_address.Text, out var present));
        Assert.Equal(Harness.Key(1), present);
        Assert.Equal(1, harness.Steering.CountOf(nameof(ISignalReads.LoadIdentityAsync)));
    }

    [Fact]
    public async Task A_failed_read_is_an_error_and_nothing_is_written()
    {
        await using var harness = new Harness();
        harness.Steering.Break(nameof(ISignalReads.LoadIdentityAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.GetIdentityAsync(s_address).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.PutIdentityAsync(s_address, Harness.Key(1)).AsTask());
        Assert.Equal(0, harness.Cache.Identities.Count());
    }

    [Fact]
    public async Task A_cold_read_does_not_install_a_key_that_predates_a_flush()
    {
        await using var harness = new Harness();
        await harness.Store.PutIdentityAsync(s_address.Text, Harness.Key(1));
        var parked = harness.Steering.Park(nameof(ISignalReads.LoadIdentityAsync), after: true);
        var reader = harness.Cache.GetIdentityAsync(s_address).AsTask();
        await parked.Reached;
        await harness.Cache.DeleteIdentityAsync(s_address);
        Assert.True(harness.Cache.TryPutIdentity(s_address, Harness.Key(2), out _));
        await harness.Cache.ClearAfterFlushAsync();
        parked.Release();
        Assert.Equal(Harness.Key(2), await reader);
        Assert.Equal(Harness.Key(2), await harness.Cache.GetIdentityAsync(s_address));
    }

    [Fact]
    public async Task Only_a_change_is_announced()
    {
        await using var harness = new Harness();
        var changes = new List<IdentityChange>();
        harness.Cache.IdentityChanged += changes.Add;
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1));
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(1));
        Assert.Empty(changes);
        _ = await harness.Cache.PutIdentityAsync(s_address, Harness.Key(2));
        Assert.Equal([new IdentityChange(s_address, Harness.Key(1), Harness.Key(2))], changes);
    }

    [Fact]
    public async Task Every_key_is_trusted_unless_somebody_is_asked()
    {
        await using var trusting = new Harness();
        Assert.True(trusting.Cache.TryIsTrustedIdentity(s_address, Harness.Key(1), IdentityDirection.Sending, out var trusted));
        Assert.True(trusted);

        await using var asking = new Harness(Harness.Quiet with { Trust = static (_, in key, in known, direction) => direction is IdentityDirection.Receiving || known == key });
        Assert.False(asking.Cache.TryIsTrustedIdentity(s_address, Harness.Key(1), IdentityDirection.Sending, out _));
        Assert.False(await asking.Cache.IsTrustedIdentityAsync(s_address, Harness.Key(1), IdentityDirection.Sending));
        Assert.True(await asking.Cache.IsTrustedIdentityAsync(s_address, Harness.Key(1), IdentityDirection.Receiving));
        _ = await asking.Cache.PutIdentityAsync(s_address, Harness.Key(1));
        Assert.True(asking.Cache.TryIsTrustedIdentity(s_address, Harness.Key(1), IdentityDirection.Sending, out trusted));
        Assert.True(trusted);
    }
}
