using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>No read installs bytes older than a write that it did not see (spec/caches.md 1.4.1, 11.6, I9). The reader stands still with the old bytes in hand.</summary>
public sealed class ColdReadTests
{
    const string Read = nameof(ISignalReads.GetSessionAsync);

    static readonly SignalAddress s_address = Harness.Address(1);

    public enum Door
    {
        Get,
        Has,
        Checkout,
        Many,
    }

    public static TheoryData<Door> Doors { get; } = [.. Enum.GetValues<Door>()];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_write_that_was_flushed_and_evicted_is_not_replaced_by_the_older_bytes(Door door)
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(MethodOf(door), after: true);
        var reader = Enter(harness, door);
        await parked.Reached;

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        await harness.Cache.ClearAfterFlushAsync();
        Assert.Equal(0, harness.Cache.Sessions.Count());
        parked.Release();

        var seen = await reader;
        if (door is Door.Get or Door.Checkout)
        {
            Assert.Equal(2, seen!.Chain);
        }

        Assert.Equal(2, (await harness.Cache.GetSessionAsync(s_address))!.Chain);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_write_that_is_there_wins_over_what_was_read(Door door)
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(MethodOf(door), after: true);
        var reader = Enter(harness, door);
        await parked.Reached;

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        parked.Release();
        var seen = await reader;
        if (door is Door.Get or Door.Checkout)
        {
            Assert.Equal(2, seen!.Chain);
        }

        Assert.Equal(2, (await harness.Cache.GetSessionAsync(s_address))!.Chain);
        Assert.Equal(1, harness.PendingSessions());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_delete_is_not_undone_by_what_was_read(Door door)
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(MethodOf(door), after: true);
        var reader = Enter(harness, door);
        await parked.Reached;

        await harness.Cache.DeleteSessionAsync(s_address);
        await harness.Cache.FlushAsync();
        parked.Release();
        Assert.Null(await reader);
        Assert.Null(await harness.Cache.GetSessionAsync(s_address));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task An_absence_that_was_read_does_not_hide_a_new_session(Door door)
    {
        await using var harness = new Harness();
        var parked = harness.Steering.Park(MethodOf(door), after: true);
        var reader = Enter(harness, door);
        await parked.Reached;

        await harness.Cache.PutSessionAsync(s_address, ChainRecord.New(2));
        await harness.Cache.ClearAfterFlushAsync();
        parked.Release();
        _ = await reader;
        Assert.Equal(2, (await harness.Cache.GetSessionAsync(s_address))!.Chain);
    }

    [Fact]
    public async Task A_checkout_after_the_race_never_rewinds_the_chain()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read, after: true);
        var reader = harness.Cache.CheckoutSessionAsync(s_address).AsTask();
        await parked.Reached;

        var used = ChainRecord.New(1).Send().Send().Send();
        await harness.Cache.PutSessionAsync(s_address, used);
        await harness.Cache.ClearAfterFlushAsync();
        parked.Release();

        using var checkout = await reader;
        Assert.Equal(used.Counter, checkout.Record!.Counter);
        checkout.Commit(checkout.Record.Send());
    }

    [Fact]
    public async Task A_lossy_clear_makes_a_reader_read_again()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read, after: true);
        var reader = harness.Cache.GetSessionAsync(s_address).AsTask();
        await parked.Reached;

        await harness.Cache.ClearAsync();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(2));
        parked.Release();
        Assert.Equal(2, (await reader)!.Chain);
        Assert.Equal(2, harness.Steering.CountOf(Read));
    }

    [Fact]
    public async Task Readers_of_one_key_share_a_read()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read);
        var readers = Enumerable.Range(0, 5).Select(_ => harness.Cache.GetSessionAsync(s_address).AsTask()).ToList();
        var many = harness.Cache.LoadManyAsync(new[] { s_address }).AsTask();
        await parked.Reached;
        Assert.False(harness.Cache.TryGetSession(s_address, out _));
        Assert.Equal(CheckoutStatus.Declined, harness.Cache.TryCheckoutSession(s_address, out _));
        parked.Release();

        var seen = await Task.WhenAll(readers);
        await many;
        Assert.All(seen, record => Assert.Same(seen[0], record));
        Assert.Equal(1, harness.Steering.CountOf(Read));
        Assert.Equal(0, harness.Steering.CountOf(nameof(ISignalReads.ReadSessionsAsync)));
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_all_who_share_it_and_for_nobody_after()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read);
        var readers = Enumerable.Range(0, 3).Select(_ => harness.Cache.GetSessionAsync(s_address).AsTask()).ToList();
        await parked.Reached;
        parked.Fail(Steering.Down());

        foreach (var reader in readers)
        {
            _ = await Assert.ThrowsAsync<StoreException>(() => reader);
        }

        Assert.Equal(0, harness.Cache.Sessions.Count());
        Assert.NotNull(await harness.Cache.GetSessionAsync(s_address));
    }

    [Fact]
    public async Task A_cancelled_read_leaves_nothing_behind_and_others_read_for_themselves()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        using var cancellation = new CancellationTokenSource();
        var parked = harness.Steering.Park(Read);
        var first = harness.Cache.GetSessionAsync(s_address, cancellation.Token).AsTask();
        await parked.Reached;
        var second = harness.Cache.GetSessionAsync(s_address).AsTask();
        var third = harness.Cache.GetSessionAsync(s_address, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        parked.Fail(new OperationCanceledException(cancellation.Token));

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, (await second)!.Chain);
        Assert.Equal(1, harness.Cache.Sessions.Count());
    }

    [Fact]
    public async Task Churn_on_other_keys_forces_no_second_read()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(s_address, ChainRecord.New(1));
        var parked = harness.Steering.Park(Read, after: true);
        var reader = harness.Cache.GetSessionAsync(s_address).AsTask();
        await parked.Reached;
        for (var i = 100; i < 400; i++)
        {
            await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i));
        }

        await harness.Cache.ClearAfterFlushAsync();
        parked.Release();
        Assert.Equal(1, (await reader)!.Chain);
        Assert.Equal(1, harness.Steering.CountOf(Read));
    }

    static string MethodOf(Door door) => door is Door.Many ? nameof(ISignalReads.ReadSessionsAsync) : Read;

    static async Task<ChainRecord?> Enter(Harness harness, Door door)
    {
        switch (door)
        {
            case Door.Get:
                return await harness.Cache.GetSessionAsync(s_address);
            case Door.Has:
                return await harness.Cache.HasSessionAsync(s_address) ? ChainRecord.New(-1) : null;
            case Door.Checkout:
                using (var checkout = await harness.Cache.CheckoutSessionAsync(s_address))
                {
                    return checkout.Record;
                }

            default:
                await harness.Cache.LoadManyAsync(new[] { s_address });
                return null;
        }
    }
}
