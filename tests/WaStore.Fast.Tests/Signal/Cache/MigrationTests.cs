using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A phone number becomes a LID (spec/caches.md 1.14, 11.11).</summary>
public sealed class MigrationTests
{
    const string Phone = "15550001";
    const string Lid = "100000012345678";

    [Fact]
    public async Task Sessions_and_identities_of_both_namespaces_move_in_one_commit()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        await harness.StoreSessionAsync(Pn(3, "hosted"), ChainRecord.New(2));
        await harness.Store.PutIdentityAsync(Pn(0).Text, Harness.Key(1));
        await harness.Cache.PutSessionAsync(Pn(5), ChainRecord.New(3).Send());
        // Neither a longer number nor another server.
        await harness.StoreSessionAsync(SignalAddress.Create(Phone + "2", "c.us"), ChainRecord.New(8));
        await harness.StoreSessionAsync(Pn(1, "bot"), ChainRecord.New(9));

        Assert.True(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.CommitAsync)));
        Assert.Equal(1, (await harness.StoredSessionAsync(Of(0)))!.Chain);
        Assert.Equal(2, (await harness.StoredSessionAsync(Of(3, "hosted.lid")))!.Chain);
        Assert.Equal((3, 1u), ((await harness.StoredSessionAsync(Of(5)))!.Chain, (await harness.StoredSessionAsync(Of(5)))!.Counter));
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(Of(0).Text));
        Assert.Equal([Pn(1, "bot").Text], await harness.Store.GetSignalAddressesAsync(Phone));
        Assert.NotNull(await harness.StoredSessionAsync(SignalAddress.Create(Phone + "2", "c.us")));
        Assert.False(harness.Cache.NeedsFlushBeforeSend);
        Assert.Equal(0, harness.Cache.Sessions.Count(EntryStates.CheckedOut) + harness.Cache.Identities.Count(EntryStates.CheckedOut));
    }

    [Fact]
    public async Task The_numbers_session_wins_and_the_lids_identity_stays()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        await harness.StoreSessionAsync(Of(0), ChainRecord.New(2));
        await harness.Store.PutIdentityAsync(Pn(0).Text, Harness.Key(1));
        await harness.Store.PutIdentityAsync(Of(0).Text, Harness.Key(2));
        Assert.True(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal(1, (await harness.StoredSessionAsync(Of(0)))!.Chain);
        Assert.Equal(Harness.Key(2), await harness.Store.LoadIdentityAsync(Of(0).Text));
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Phone));
    }

    [Fact]
    public async Task Only_a_moved_session_is_worth_another_try()
    {
        await using var harness = new Harness();
        Assert.False(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal([nameof(ISignalReads.HasSignalStateForUserAsync)], harness.Steering.Calls);
        await harness.Store.PutIdentityAsync(Pn(0).Text, Harness.Key(1));
        Assert.False(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal(Harness.Key(1), await harness.Store.LoadIdentityAsync(Of(0).Text));
    }

    [Fact]
    public async Task What_is_pending_in_the_cache_is_what_moves()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        await harness.StoreSessionAsync(Pn(1), ChainRecord.New(1));
        await harness.StoreSessionAsync(Of(1), ChainRecord.New(7));
        await harness.Cache.PutSessionAsync(Pn(0), ChainRecord.New(2));
        await harness.Cache.DeleteSessionAsync(Pn(1));
        Assert.True(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal(2, (await harness.StoredSessionAsync(Of(0)))!.Chain);
        Assert.Equal(7, (await harness.StoredSessionAsync(Of(1)))!.Chain);
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Phone));
    }

    [Fact]
    public async Task It_waits_for_the_session_locks_of_both_sides_and_sees_what_came_meanwhile()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        var held = await harness.Cache.SessionLocks.LockAsync(Of(0));
        var migration = harness.Cache.MigrateToLidAsync(Phone, Lid).AsTask();
        Assert.False(migration.IsCompleted);
        await harness.Cache.PutSessionAsync(Pn(4), ChainRecord.New(4));
        held.Dispose();
        Assert.True(await migration);
        Assert.Equal(4, (await harness.StoredSessionAsync(Of(4)))!.Chain);
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Phone));
    }

    [Fact]
    public async Task No_flush_sees_half_of_a_move()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        await harness.Cache.PutSessionAsync(Harness.Address(1), ChainRecord.New(5));
        var parked = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var flush = harness.Cache.FlushAsync().AsTask();
        await parked.Reached;
        var migration = harness.Cache.MigrateToLidAsync(Phone, Lid).AsTask();
        Assert.True(harness.Cache.TryGetSession(Pn(0), out var before));
        Assert.NotNull(before);
        parked.Release();
        await flush;
        Assert.True(await migration);
        Assert.Equal(1, (await harness.StoredSessionAsync(Of(0)))!.Chain);
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_the_move_to_the_next_flush_and_a_read_that_fails_moves_nothing()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        await harness.Store.PutIdentityAsync(Pn(0).Text, Harness.Key(1));
        harness.Steering.FailNext(nameof(ISignalReads.LoadIdentitiesAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.MigrateToLidAsync(Phone, Lid).AsTask());
        Assert.Equal(0, harness.PendingSessions());
        Assert.Equal(0, harness.Cache.Sessions.Count(EntryStates.CheckedOut));

        harness.Steering.FailNext(nameof(IBackend.CommitAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.MigrateToLidAsync(Phone, Lid).AsTask());
        Assert.NotNull(await harness.StoredSessionAsync(Pn(0)));
        await harness.Cache.FlushAsync();
        Assert.Null(await harness.StoredSessionAsync(Pn(0)));
        Assert.NotNull(await harness.StoredSessionAsync(Of(0)));
    }

    [Fact]
    public async Task Whoever_owns_a_record_without_its_lock_stops_the_move()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Pn(0), ChainRecord.New(1));
        using (var owner = await harness.Cache.CheckoutSessionAsync(Of(0)))
        {
            _ = await Assert.ThrowsAsync<StoreException>(() => harness.Cache.MigrateToLidAsync(Phone, Lid).AsTask());
            Assert.True(owner.TryCommit(ChainRecord.New(5)));
        }

        Assert.Equal(CheckoutStatus.Owned, harness.Cache.TryCheckoutSession(Pn(0), out var free));
        free.Dispose();
        Assert.True(await harness.Cache.MigrateToLidAsync(Phone, Lid));
        Assert.Equal(1, (await harness.StoredSessionAsync(Of(0)))!.Chain);
    }

    static SignalAddress Pn(ushort device, string server = "c.us") => SignalAddress.Create(Phone, server, device);

    static SignalAddress Of(ushort device, string server = "lid") => SignalAddress.Create(Lid, server, device);
}
