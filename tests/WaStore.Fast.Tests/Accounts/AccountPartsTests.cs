using WaStore.Fast.Caching;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Caching;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>The parts of an account know each other, its one clock and its one logger.</summary>
public sealed class AccountPartsTests
{
    readonly AccountBed _bed = new();

    [Fact]
    public async Task One_clock_reaches_every_part()
    {
        // Whatever the options of the parts say.
        var options = _bed.Options with
        {
            Signal = new() { TimeProvider = TimeProvider.System },
            Maintenance = new() { Interval = TimeSpan.FromMinutes(5), TimeProvider = TimeProvider.System },
            Caches = new() { GroupCache = new(TimeSpan.FromMinutes(1), 10) },
        };
        await using var account = await _bed.OpenAsync(options);
        await AccountBed.FillAsync(account);
        _ = await account.Groups.GetAsync("1@g.us", static (_, _) => new(GroupAnswer.Of(GroupInfo.Create([], AddressingMode.Lid))));
        _bed.Notes.Clear();

        for (var i = 0; i < 12; i++)
        {
            _bed.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(5);
        }

        await Retention.Bed.UntilAsync(() => account.Health is { Pending: 1, Maintenance.RemovedRows: >= 0, Maintenance.LastSweepAt: not null });
        Assert.Null(await account.Groups.FindAsync("1@g.us"));
        Assert.Equal(1, account.Health.LidPn.Pending);
        await account.FlushAsync();
        await _bed.AssertStoredAsync();
        Assert.Equal(_bed.Time.GetUtcNow().ToUnixTimeSeconds() - 720, (await _bed.Store.GetLidMappingAsync(AccountBed.Lid))?.CreatedAt);
    }

    [Fact]
    public async Task One_logger_hears_of_a_failing_cache()
    {
        var logger = new ListLogger();
        var store = new DownCacheStore();
        await using var account = await _bed.OpenAsync(_bed.Options with { Logger = logger, Caches = new() { CacheStores = CacheStores.All(store) } });
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord("1", [new DeviceInfo(0, null, false)], 1, null, null));

        Assert.NotEmpty(logger.Entries);
        Assert.NotNull(await account.DeviceRegistry.GetAsync("1"));
    }

    [Fact]
    public async Task Flush_makes_everything_durable()
    {
        await using var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        Assert.True(account.Health.Pending >= 6);

        await account.FlushAsync();
        await _bed.AssertStoredAsync();
        Assert.Equal(0, account.Health.Pending);
    }

    [Fact]
    public async Task A_part_that_cannot_be_flushed_keeps_no_other_from_it_and_is_seen_in_the_health()
    {
        var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        _bed.Notes.Failing.UnionWith([nameof(IBackend.PutMsgSecretsAsync), AccountBed.Handled]);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.FlushAsync());
        Assert.Equal(2, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions.Count);
        // The flush that carried them failed first, and they did when they were tried alone.
        Assert.Equal([nameof(AccountHealth.Signal), nameof(AccountHealth.MsgSecrets), nameof(AccountHealth.Inbound)], account.Health.FailingParts);
        Assert.False(account.Health.IsHealthy);
        Assert.NotNull(await _bed.Store.GetSentMessageAsync("c@g.us", "out"));
        Assert.Equal("changed", (await _bed.Store.LoadAsync())?.PushName);
        var text = account.Health.ToString();
        Assert.DoesNotContain(AccountBed.Address.User.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(AccountBed.Phone, text, StringComparison.Ordinal);

        _bed.Notes.Failing.Clear();
        await account.DisposeAsync();
        await _bed.AssertStoredAsync();
    }

    [Fact]
    public async Task A_cancelled_flush_says_so()
    {
        await using var account = await _bed.OpenAsync();
        await AccountBed.FillAsync(account);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await account.FlushAsync(Sample.Cancelled));
    }

    [Fact]
    public async Task What_is_learnt_of_a_user_moves_its_sessions_and_devices()
    {
        await using var account = await _bed.OpenAsync();
        var byPhone = account.Signal.Addresses.Get(AccountBed.Phone, JidServers.PhoneNumber, 0);
        await account.Signal.PutSessionAsync(byPhone, ChainRecord.New(7));
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord(AccountBed.Phone, [new DeviceInfo(0, null, false)], 1, null, null));

        var learning = await account.LidPnLearner.LearnAsync(new LidPnPair(AccountBed.Lid, AccountBed.Phone), LearningSource.Usync);
        Assert.True(learning.HasMovedSessions);
        Assert.NotNull(await account.Signal.GetSessionAsync(account.Signal.Addresses.Get(AccountBed.Lid, JidServers.Lid, 0)));
        Assert.NotNull(await _bed.Store.GetDevicesAsync(AccountBed.Lid));
        Assert.Null(await _bed.Store.GetDevicesAsync(AccountBed.Phone));
    }

    [Fact]
    public async Task Mappings_are_warmed_up_unless_nobody_wants_it()
    {
        _ = await _bed.Store.ProvisionAsync(1, Sample.Keys(1));
        await _bed.Store.PutLidMappingAsync(new LidPnMapping(AccountBed.Lid, AccountBed.Phone, 1, 1, "usync"));
        await using (var account = await _bed.OpenAsync())
        {
            Assert.Equal(1, account.LidPn.LidCount);
            Assert.Equal(1, _bed.Notes.CountOf(nameof(IBackend.GetAllLidMappingsAsync)));
        }

        await using var cold = await _bed.OpenAsync(_bed.Options with { WarmUpLidPn = false, StartMaintenance = false });
        Assert.Equal(0, cold.LidPn.LidCount);
        Assert.Equal(1, _bed.Notes.CountOf(nameof(IBackend.GetAllLidMappingsAsync)));
        _bed.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(cold.Health.Maintenance.LastSweepAt);
        Assert.Equal(0, _bed.Notes.CountOf(nameof(IBackend.MaintainAsync)));
    }

    [Fact]
    public async Task Tokens_know_who_we_are_and_the_sweeps_know_their_windows()
    {
        await using var account = await _bed.OpenAsync(_bed.Options with { MsgSecrets = new() { Policy = MsgSecretPolicy.Full } });
        var self = new TcContact(AccountBed.Lid, null);
        Assert.True(await account.TcTokens.IsIssueDueAsync(self));
        _ = await account.Device.ProcessCommandAsync(new DeviceCommand.SetLid(AccountBed.Lid + "@lid"));
        Assert.False(await account.TcTokens.IsIssueDueAsync(self));

        var now = _bed.Time.GetUtcNow().ToUnixTimeSeconds();
        await _bed.Store.PutTcTokenAsync("9", new TcToken(new byte[] { 1 }, now - 100, null));
        _ = await account.Maintenance.RunAsync();
        Assert.NotNull(await _bed.Store.GetTcTokenAsync("9"));
        account.TcTokens.Timing = new TcTokenTiming { BucketSeconds = 1, Buckets = 1, SenderBucketSeconds = 1, SenderBuckets = 1 };
        _ = await account.Maintenance.RunAsync();
        Assert.Null(await _bed.Store.GetTcTokenAsync("9"));
    }

    [Fact]
    public async Task What_was_not_set_up_says_what_to_set()
    {
        await using var account = await _bed.OpenAsync(_bed.Options with { InboundHandler = null, Device = new() });
        Assert.Contains(nameof(AccountOptions.PreKeySource), Assert.Throws<StoreException>(() => account.PreKeys).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(AccountOptions.InboundHandler), Assert.Throws<StoreException>(() => account.Inbound).Message, StringComparison.Ordinal);
        Assert.Null(account.Health.Inbound);
        Assert.False(account.Health.IsProvisioned);
        Assert.Equal(StoreErrorKind.InvalidConfig, Assert.Throws<StoreException>(() => account.Device.GetSnapshot()).Kind);
        await account.FlushAsync();
    }

    [Fact]
    public async Task There_is_one_map_of_pending_requests()
    {
        await using var account = await _bed.OpenAsync();
        Assert.Same(account.PdoRequests<string>(), account.PdoRequests<string>());
        Assert.Throws<InvalidOperationException>(account.PdoRequests<object>);
    }

    /// <summary>A cache store that is down.</summary>
    sealed class DownCacheStore : ICacheStore
    {
        public ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default) => throw new IOException("down");

        public ValueTask SetAsync(string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) => throw new IOException("down");

        public ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default) => throw new IOException("down");

        public ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default) => throw new IOException("down");
    }
}
