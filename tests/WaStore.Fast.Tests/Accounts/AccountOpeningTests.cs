using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>Opening gives every part, or nothing and the reason.</summary>
public sealed class AccountOpeningTests
{
    readonly AccountBed _bed = new();

    [Fact]
    public async Task One_line_opens_an_account()
    {
        await using var account = await Account.OpenAsync(new InMemoryBackend());

        Assert.IsType<SignalStoreCache<SessionRecord, SenderKeyRecord>>(account.Signal);
        Assert.False(account.Device.IsProvisioned);
        Assert.Same(account.Signal.SessionLocks, account.Coordination.SessionLocks);
        Assert.True(account.Health.IsHealthy);
    }

    [Fact]
    public async Task It_is_opened_in_order()
    {
        await using var account = await _bed.OpenAsync();

        string[] order = [Notes.Acquired, nameof(IBackend.ExistsAsync), nameof(IBackend.LoadAsync), nameof(IBackend.GetAllLidMappingsAsync)];
        Assert.Equal(order, _bed.Notes.Calls.Where(order.Contains).Distinct());
    }

    [Fact]
    public async Task Over_a_store_of_required_members_a_learnt_lid_moves_the_sessions()
    {
        var backend = new RequiredMembersBackend(TimeProvider.System);
        _ = await ((IBackend)backend).CreateAsync();
        await backend.PutSessionAsync("559980000001:7@c.us.0", Sample.Blob(4, 1));

        await using (var account = await Account.OpenAsync<OpaqueRecord, OpaqueRecord>(backend))
        {
            var learning = await account.LidPnLearner.LearnAsync(new LidPnPair("100000012345678", "559980000001"), LearningSource.PeerPnMessage);
            Assert.True(learning.HasMovedSessions);
        }

        Assert.Null(await backend.GetSessionAsync("559980000001:7@c.us.0"));
        Assert.NotNull(await backend.GetSessionAsync("100000012345678:7@lid.0"));
    }

    [Theory]
    [InlineData(Notes.Acquired)]
    [InlineData(nameof(IBackend.ExistsAsync))]
    [InlineData(nameof(IBackend.SaveAsync))]
    [InlineData(nameof(IBackend.LoadAsync))]
    [InlineData(nameof(IBackend.GetAllLidMappingsAsync))]
    public async Task What_was_opened_is_closed_when_a_step_fails(string step)
    {
        _ = _bed.Notes.Failing.Add(step);
        var error = await Assert.ThrowsAsync<StoreException>(async () => await _bed.OpenAsync());
        Assert.Contains(step, error.Message, StringComparison.Ordinal);
        Assert.Equal(Notes.Closed, _bed.Notes.Calls[^1]);
        Assert.Equal(step == Notes.Acquired ? 0 : 1, _bed.Notes.CountOf(Notes.Released));

        _bed.Notes.Failing.Clear();
        await using var account = await _bed.OpenAsync();
    }

    [Fact]
    public async Task Why_it_failed_is_told_also_when_the_closing_fails()
    {
        var logger = new Caching.ListLogger();
        _bed.Notes.Failing.UnionWith([nameof(IBackend.GetAllLidMappingsAsync), Notes.Released, Notes.Closed]);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await _bed.OpenAsync(_bed.Options with { Logger = logger }));
        Assert.Contains(nameof(IBackend.GetAllLidMappingsAsync), error.Message, StringComparison.Ordinal);
        Assert.Equal(2, logger.Entries.Count);
    }

    [Theory]
    [InlineData(nameof(IBackend.ExistsAsync))]
    [InlineData(nameof(IBackend.GetAllLidMappingsAsync))]
    public async Task A_cancelled_opening_leaves_nothing_open(string during)
    {
        using var cancellation = new CancellationTokenSource();
        var steering = new Steering();
        var order = steering.Park(during);
        var backend = OwnedBackend.Of(SteeredBackend.Of(_bed.Store, steering), new Owner());
        var opening = AccountOpening<ChainRecord, ChainRecord>.OpenAsync(
            backend, _bed.Notes, _bed.Options.Checked(), static parts => new Account<ChainRecord, ChainRecord>(parts), cancellation.Token).AsTask();
        await order.Reached;
        await cancellation.CancelAsync();
        order.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.Equal([Notes.Closed], _bed.Notes.Calls);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Account.OpenAsync(_bed.Store, cancellationToken: Sample.Cancelled));
    }

    [Fact]
    public async Task An_option_that_makes_no_sense_opens_nothing()
    {
        AccountOptions[] bad =
        [
            new() { Signal = new() { Stripes = 3 } },
            new() { Device = new() { SaveDelay = TimeSpan.Zero } },
            new() { PreKeys = new() { WantedCount = 1 } },
            new() { MsgSecrets = new() { MaxPending = 1 } },
            new() { SentMessages = new() { MaxPendingBytes = 0 } },
            new() { Inbound = new() { MaxMessages = 0 } },
            new() { Maintenance = new() { Interval = TimeSpan.Zero } },
            new() { Caches = null! },
        ];
        foreach (var options in bad)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Account.OpenAsync(_bed.Backend, options));
        }

        Assert.Empty(_bed.Notes.Calls);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Account.OpenAsync(null!));
    }
}
