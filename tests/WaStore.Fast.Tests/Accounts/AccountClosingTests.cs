using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>Closing flushes every part in order, tells every failure, and drops nothing.</summary>
public sealed class AccountClosingTests
{
    const string Learner = nameof(IBackend.PutLidMappingsAsync);
    const string Inbound = nameof(IBackend.StorePendingInboundsAsync);
    const string Secrets = nameof(IBackend.PutMsgSecretsAsync);
    const string Sent = nameof(IBackend.StoreSentMessageAsync);
    const string Device = nameof(IBackend.SaveAsync);
    const string Session = nameof(IBackend.PutSessionsAsync);

    readonly AccountBed _bed = new();

    [Fact]
    public async Task Everything_is_stored_in_order_and_the_store_closes_last()
    {
        var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        _bed.Notes.Clear();

        await account.DisposeAsync();

        string[] order = [Learner, Inbound, AccountBed.Handled, Secrets, Sent, Device, Notes.Released, Notes.Closed];
        Assert.Equal(order, _bed.Notes.Calls.Where(order.Contains));
        await _bed.AssertStoredAsync();
    }

    [Fact]
    public async Task Closed_is_closed_once()
    {
        var account = await _bed.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await account.DisposeAsync())));
        await account.DisposeAsync();

        Assert.Equal(1, _bed.Notes.CountOf(Notes.Released));
        Assert.Equal(1, _bed.Notes.CountOf(Notes.Closed));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await account.Signal.PutSessionAsync(AccountBed.Address, ChainRecord.New(1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await account.Device.ModifyAsync(static device => device with { }));
        Assert.Throws<ObjectDisposedException>(account.Maintenance.Start);
    }

    [Theory]
    [InlineData(Learner)]
    [InlineData(Inbound)]
    [InlineData(Secrets)]
    [InlineData(Sent)]
    [InlineData(Device)]
    public async Task A_part_that_fails_keeps_the_others_from_nothing_but_the_ground_from_closing(string failing)
    {
        var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        _ = _bed.Notes.Failing.Add(failing);
        _bed.Notes.Clear();

        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.DisposeAsync());
        Assert.Contains(failing, error.Message, StringComparison.Ordinal);
        Assert.Subset(_bed.Notes.Calls.ToHashSet(), new HashSet<string> { Learner, Inbound, Secrets, Sent, Device, Session });
        Assert.DoesNotContain(Notes.Released, _bed.Notes.Calls);
        Assert.DoesNotContain(Notes.Closed, _bed.Notes.Calls);

        _bed.Notes.Failing.Clear();
        await account.DisposeAsync();
        await _bed.AssertStoredAsync();
        Assert.Equal([Notes.Released, Notes.Closed], _bed.Notes.Calls.TakeLast(2));
    }

    [Theory]
    [InlineData(Session)]
    [InlineData(Notes.Closed)]
    public async Task The_ground_that_fails_is_tried_again(string failing)
    {
        var account = await _bed.OpenAsync(_bed.Options with { InboundHandler = null });
        await account.Signal.PutSessionAsync(AccountBed.Address, ChainRecord.New(1));
        _ = _bed.Notes.Failing.Add(failing);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.DisposeAsync());
        Assert.Contains(failing, error.Message, StringComparison.Ordinal);
        Assert.Equal(failing == Session ? 0 : 1, _bed.Notes.CountOf(Notes.Closed));

        _bed.Notes.Failing.Clear();
        await account.DisposeAsync();
        Assert.NotNull(await _bed.Store.GetSessionAsync(AccountBed.Address.Text));
        Assert.Equal(1, _bed.Notes.CountOf(Notes.Released));
        Assert.Equal(Notes.Closed, _bed.Notes.Calls[^1]);
    }

    [Fact]
    public async Task Of_several_failures_the_first_is_thrown_with_all_of_them_inside()
    {
        var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        _bed.Notes.Failing.UnionWith([Learner, Secrets, Device]);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.DisposeAsync());
        Assert.Equal(StoreErrorKind.Database, error.Kind);
        var all = Assert.IsType<AggregateException>(error.InnerException).InnerExceptions;
        Assert.Equal([Learner, Secrets, Device], all.Select(static inner => inner.Message[(inner.Message.LastIndexOf(' ') + 1)..]));
    }

    [Fact]
    public async Task An_app_that_fails_keeps_the_account_from_nothing()
    {
        var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        _ = _bed.Notes.Failing.Add(AccountBed.Handled);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.DisposeAsync());
        Assert.Contains(AccountBed.Handled, error.Message, StringComparison.Ordinal);
        Assert.Equal([Notes.Released, Notes.Closed], _bed.Notes.Calls.TakeLast(2));
        // The server delivers it again, and here it is found.
        Assert.NotNull(await _bed.Store.GetPendingInboundAsync("c@g.us", "1@lid", "in"));

        var calls = _bed.Notes.Calls.Count;
        await account.DisposeAsync();
        Assert.Equal(calls, _bed.Notes.Calls.Count);
    }
}
