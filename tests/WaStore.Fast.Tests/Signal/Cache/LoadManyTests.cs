using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class LoadManyTests
{
    const string Sessions = nameof(ISignalReads.ReadSessionsAsync);
    const string Identities = nameof(ISignalReads.LoadIdentitiesAsync);

    [Fact]
    public async Task It_reads_each_kind_once_in_one_view_and_learns_who_has_nothing()
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 300, every: 3);
        await harness.Cache.LoadManyAsync(addresses);

        Assert.Equal([nameof(IBackend.OpenSnapshotAsync), Sessions, Identities, nameof(IAsyncDisposable.DisposeAsync)], harness.Steering.Calls);
        for (var i = 0; i < addresses.Length; i++)
        {
            Assert.True(harness.Cache.TryGetSession(addresses[i], out var session));
            Assert.Equal(i % 3 == 0 ? ChainRecord.New(i) : null, session);
            Assert.True(harness.Cache.TryGetIdentity(addresses[i], out var identity));
            Assert.Equal(i % 3 == 0 ? Harness.Key(i) : null, identity);
        }
    }

    [Fact]
    public async Task It_reads_only_what_is_not_cached_and_nothing_twice()
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 20, every: 1);
        await harness.Cache.PutSessionAsync(addresses[3], ChainRecord.New(-3));
        await harness.Cache.LoadManyAsync(addresses.Concat(addresses).ToArray());
        Assert.True(harness.Cache.TryGetSession(addresses[3], out var pending));
        Assert.Equal(-3, pending!.Chain);

        var calls = harness.Steering.Calls.Count;
        await harness.Cache.LoadManyAsync(addresses);
        await harness.Cache.LoadManyAsync(ReadOnlyMemory<SignalAddress>.Empty);
        Assert.Equal(calls, harness.Steering.Calls.Count);
    }

    [Fact]
    public async Task What_is_written_while_it_reads_stays()
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 10, every: 1);
        var parked = harness.Steering.Park(Sessions);
        var load = harness.Cache.LoadManyAsync(addresses).AsTask();
        await parked.Reached;
        await harness.Cache.PutSessionAsync(addresses[1], ChainRecord.New(101));
        await harness.Cache.DeleteSessionAsync(addresses[2]);
        Assert.Equal(CheckoutStatus.Declined, harness.Cache.TryCheckoutSession(addresses[3], out _));
        parked.Release();
        await load;

        Assert.True(harness.Cache.TryGetSession(addresses[1], out var put));
        Assert.Equal(101, put!.Chain);
        Assert.True(harness.Cache.TryGetSession(addresses[2], out var deleted));
        Assert.Null(deleted);
        Assert.True(harness.Cache.TryGetSession(addresses[3], out var read));
        Assert.Equal(3, read!.Chain);
    }

    [Theory]
    [InlineData(nameof(IBackend.OpenSnapshotAsync))]
    [InlineData(Sessions)]
    [InlineData(Identities)]
    public async Task A_failure_is_an_error_for_all_who_wait_and_teaches_no_absence(string method)
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 10, every: 2);
        var parked = harness.Steering.Park(method);
        var load = harness.Cache.LoadManyAsync(addresses).AsTask();
        await parked.Reached;
        var other = harness.Cache.LoadManyAsync(addresses).AsTask();
        var single = harness.Cache.GetIdentityAsync(addresses[1]).AsTask();
        parked.Fail(Steering.Down());

        _ = await Assert.ThrowsAsync<StoreException>(() => load);
        _ = await Assert.ThrowsAsync<StoreException>(() => other);
        _ = await Assert.ThrowsAsync<StoreException>(() => single);
        Assert.Equal(0, harness.Cache.Identities.Count());
        Assert.Equal(0, harness.Cache.Sessions.Count(EntryStates.Loading));
        await harness.Cache.LoadManyAsync(addresses);
        Assert.True(harness.Cache.TryGetIdentity(addresses[2], out var identity));
        Assert.Equal(Harness.Key(2), identity);
    }

    [Fact]
    public async Task Overlapping_loads_read_each_address_once()
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 30, every: 1);
        var parked = harness.Steering.Park(Sessions);
        var first = harness.Cache.LoadManyAsync(addresses.AsMemory(0, 20)).AsTask();
        await parked.Reached;
        var second = harness.Cache.LoadManyAsync(addresses.AsMemory(10, 20)).AsTask();
        Assert.False(second.IsCompleted);
        parked.Release();
        await first;
        await second;
        foreach (var address in addresses)
        {
            Assert.True(harness.Cache.TryGetSession(address, out var session));
            Assert.NotNull(session);
        }

        Assert.Equal(2, harness.Steering.CountOf(Sessions));
    }

    [Fact]
    public async Task A_group_larger_than_the_bound_stays_whole_until_the_next_clear()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 50, MaxAbsences = 10 });
        var addresses = await StoreAsync(harness, 200, every: 2);
        await harness.Cache.LoadManyAsync(addresses);
        Assert.All(addresses, address => Assert.True(harness.Cache.TryGetSession(address, out _)));

        await harness.Cache.ClearAfterFlushAsync();
        foreach (var address in addresses)
        {
            _ = await harness.Cache.GetSessionAsync(address);
        }

        Assert.True(harness.Cache.Sessions.Count(EntryStates.Present) <= 50);
        Assert.True(harness.Cache.Sessions.Count(EntryStates.Absent) <= 10);
    }

    [Fact]
    public async Task The_room_for_a_group_is_given_back_when_no_such_group_comes_again()
    {
        var time = new ManualTime();
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 50, TimeProvider = time });
        var addresses = await StoreAsync(harness, 200, every: 1);
        await harness.Cache.LoadManyAsync(addresses);

        // Loaded again in each window, though nothing has to be read: it stays.
        for (var window = 0; window < 3; window++)
        {
            time.Advance(CacheBounds.Window);
            await harness.Cache.LoadManyAsync(addresses);
            await TrimAsync();
            Assert.Equal(200, harness.Cache.Sessions.Count(EntryStates.Present));
        }

        // The rest of a window and a whole one without it; then the next flush makes it small again.
        time.Advance(CacheBounds.Window);
        await TrimAsync();
        Assert.Equal(200, harness.Cache.Sessions.Count(EntryStates.Present));
        time.Advance(CacheBounds.Window);
        await TrimAsync();
        Assert.Equal(50, harness.Cache.Sessions.Count(EntryStates.Present));

        // A long sleep is as good as many windows.
        await harness.Cache.LoadManyAsync(addresses);
        time.Advance(3 * CacheBounds.Window);
        await TrimAsync();
        Assert.Equal(50, harness.Cache.Sessions.Count(EntryStates.Present));

        async Task TrimAsync()
        {
            await harness.Cache.PutSessionAsync(addresses[0], ChainRecord.New(1));
            await harness.Cache.FlushAsync();
        }
    }

    [Fact]
    public async Task What_loads_brought_that_failed_is_bounded_too()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 10 });
        var addresses = await StoreAsync(harness, 100, every: 1);
        for (var at = 0; at < addresses.Length; at += 5)
        {
            harness.Steering.FailNext(Sessions, after: true);
            _ = await Assert.ThrowsAsync<StoreException>(async () => await harness.Cache.LoadManyAsync(addresses.AsMemory(at, 5)));
            Assert.InRange(harness.Cache.Sessions.Count(EntryStates.Present), 5, 10);
        }
    }

    [Fact]
    public async Task The_room_for_a_group_goes_with_a_clear()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 50 });
        var addresses = await StoreAsync(harness, 200, every: 1);
        await PutAsync(190);
        await harness.Cache.LoadManyAsync(addresses);
        await harness.Cache.ClearAsync();

        // Less than the group's room had left, and more than may stay now.
        await PutAsync(100);
        await harness.Cache.FlushAsync();
        Assert.Equal(50, harness.Cache.Sessions.Count(EntryStates.Present));

        async Task PutAsync(int count)
        {
            foreach (var address in addresses.Take(count))
            {
                await harness.Cache.PutSessionAsync(address, ChainRecord.New(1));
            }
        }
    }

    [Fact]
    public async Task A_session_that_does_not_decode_is_absent_among_the_others()
    {
        await using var harness = new Harness();
        var addresses = await StoreAsync(harness, 5, every: 1);
        await harness.Store.PutSessionAsync(addresses[2].Text, new byte[] { 9 });
        await harness.Cache.LoadManyAsync(addresses);
        Assert.True(harness.Cache.TryGetSession(addresses[2], out var unreadable));
        Assert.Null(unreadable);
        Assert.True(harness.Cache.TryGetSession(addresses[3], out var readable));
        Assert.NotNull(readable);
    }

    [Fact]
    public async Task Addresses_of_any_text_are_found_again()
    {
        await using var harness = new Harness();
        SignalAddress[] addresses = [SignalAddress.Parse("é€😀@lid.0"), SignalAddress.Parse(new string('9', 300)), SignalAddress.Parse("%_' \u0001")];
        foreach (var address in addresses)
        {
            await harness.StoreSessionAsync(address, ChainRecord.New(address.Text.Length));
        }

        await harness.Cache.LoadManyAsync(addresses);
        foreach (var address in addresses)
        {
            Assert.True(harness.Cache.TryGetSession(address.Text, out var session));
            Assert.Equal(address.Text.Length, session!.Chain);
        }
    }

    [Fact]
    public async Task A_list_with_a_hole_is_refused_and_claims_nothing()
    {
        await using var harness = new Harness();
        _ = await Assert.ThrowsAsync<ArgumentNullException>(() => harness.Cache.LoadManyAsync(new[] { Harness.Address(1), null! }).AsTask());
        Assert.Equal(0, harness.Cache.Sessions.Count());
    }

    static async Task<SignalAddress[]> StoreAsync(Harness harness, int count, int every)
    {
        var addresses = Enumerable.Range(0, count).Select(Harness.Address).ToArray();
        for (var i = 0; i < count; i += every)
        {
            await harness.StoreSessionAsync(addresses[i], ChainRecord.New(i));
            await harness.Store.PutIdentityAsync(addresses[i].Text, Harness.Key(i));
        }

        return addresses;
    }
}
