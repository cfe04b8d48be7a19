using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

public sealed class MaintenanceTests
{
    const string Maintain = nameof(IDeviceWrites.MaintainAsync);
    const long Week = 604_800;

    readonly Bed _bed = new();

    int Sweeps => _bed.Steering.CountOf(Maintain);

    [Fact]
    public void The_cutoffs_are_those_of_the_policies()
    {
        var now = _bed.Now;
        var timing = new TcTokenTiming { Buckets = 2, SenderBuckets = 3 };
        Assert.Equal(
            new MaintenancePolicy
            {
                SentMessageCutoff = now - 7_200,
                PendingInboundCutoff = now - (7 * 86_400),
                BaseKeyCutoff = now - (7 * 86_400),
                MsgSecretCutoff = now,
                TcTokenCutoff = ((now / Week) - 1) * Week,
                TcTokenSenderCutoff = ((now / Week) - 2) * Week,
            },
            Options(new MaintenanceOptions { TcTokenTiming = () => timing }).Cutoffs());
        Assert.Equal(now, Options(new MaintenanceOptions { MsgSecretPolicy = MsgSecretPolicy.BotOnly }).Cutoffs().MsgSecretCutoff);
        Assert.Null(Options(new MaintenanceOptions { MsgSecretPolicy = MsgSecretPolicy.Full }).Cutoffs().MsgSecretCutoff);
        Assert.Null(Options(new MaintenanceOptions { MsgSecretPolicy = MsgSecretPolicy.Disabled }).Cutoffs().MsgSecretCutoff);
        Assert.Equal(((now / Week) - 3) * Week, Options().Cutoffs().TcTokenCutoff);
    }

    [Fact]
    public async Task A_sweep_on_demand_reports_what_it_removed()
    {
        await using var service = new MaintenanceService(_bed.Backend, Options());
        await _bed.Store.StoreSentMessageAsync("c", "m", new byte[1]);
        await _bed.Store.StorePendingInboundAsync("c", "s", "m", new byte[1]);
        await _bed.Store.SaveBaseKeyAsync("a", "m", new byte[1]);
        _ = await _bed.Store.PutMsgSecretsAsync(new[] { new MsgSecretEntry("c", "s", "m", Harness.Key(1), _bed.Now + 5, 0), new MsgSecretEntry("c", "s", "ever", Harness.Key(1), 0, 0) });
        await _bed.Store.PutTcTokenAsync("j", new TcToken(new byte[1], _bed.Now, null));
        Assert.Equal(MaintenanceReport.Nothing, await service.RunAsync());
        _bed.Time.Advance(TimeSpan.FromDays(60));
        var report = new MaintenanceReport(1, 1, 1, 1, 1);
        Assert.Equal(report, await service.RunAsync());
        Assert.Equal((report, _bed.Time.GetUtcNow(), 5L, 2L), (service.Health.LastReport, service.Health.LastSweepAt!.Value, service.Health.RemovedRows, service.Health.Sweeps.Successes));
        Assert.NotNull(await _bed.Store.GetMsgSecretAsync("c", "s", "ever"));
    }

    [Fact]
    public async Task Sweeps_come_by_themselves_the_first_within_an_interval_the_others_within_the_jitter()
    {
        await using var service = new MaintenanceService(_bed.Backend, Options());
        service.Start();
        service.Start();
        Assert.InRange(await NextAsync(), TimeSpan.Zero, TimeSpan.FromMinutes(5));
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 40; i++)
        {
            await TickAsync();
            Assert.Equal(i + 1, Sweeps);
            pauses.Add(await NextAsync());
        }

        Assert.All(pauses, static pause => Assert.InRange(pause, TimeSpan.FromMinutes(3.75), TimeSpan.FromMinutes(6.25)));
        Assert.True(pauses.Max() - pauses.Min() > TimeSpan.FromMinutes(1), "no jitter");
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_pauses()
    {
        Assert.Equal(await PausesAsync(7), await PausesAsync(7));
        Assert.NotEqual(await PausesAsync(7), await PausesAsync(8));
    }

    [Fact]
    public async Task A_sweep_that_fails_shows_in_health_backs_off_and_goes_on()
    {
        await using var service = new MaintenanceService(_bed.Backend, Options());
        service.Start();
        _bed.Steering.Break(Maintain);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 7; i++)
        {
            await TickAsync();
            pauses.Add(await NextAsync());
        }

        Assert.Equal([15, 30, 60, 120, 240, 240, 240], pauses.Select(static pause => pause.TotalSeconds));
        var health = service.Health;
        Assert.Equal((7, 7L, StoreErrorKind.Database, default(MaintenanceReport)), (health.Sweeps.FailuresInARow, health.Sweeps.Failures, health.Sweeps.LastFailureKind, health.LastReport));
        _ = await Assert.ThrowsAsync<StoreException>(() => service.RunAsync());
        _bed.Steering.Mend();
        await TickAsync();
        Assert.InRange(await NextAsync(), TimeSpan.FromMinutes(3.75), TimeSpan.FromMinutes(6.25));
        Assert.Equal((0, 1L), (service.Health.Sweeps.FailuresInARow, service.Health.Sweeps.Successes));
    }

    [Fact]
    public async Task A_bug_in_a_callback_does_not_end_it()
    {
        var isBroken = true;
        await using var service = new MaintenanceService(_bed.Backend, Options(new MaintenanceOptions { TcTokenTiming = () => isBroken ? throw new InvalidOperationException() : new TcTokenTiming() }));
        service.Start();
        await TickAsync();
        Assert.Equal((nameof(InvalidOperationException), null), (service.Health.Sweeps.LastFailureType, service.Health.Sweeps.LastFailureKind));
        isBroken = false;
        await TickAsync();
        Assert.Equal((1, 0), (Sweeps, service.Health.Sweeps.FailuresInARow));
    }

    [Fact]
    public async Task Sweeps_do_not_overlap()
    {
        await using var service = new MaintenanceService(_bed.Backend, Options());
        var parked = _bed.Steering.Park(Maintain);
        var first = service.RunAsync();
        await parked.Reached;
        using var cancellation = new CancellationTokenSource();
        var second = service.RunAsync();
        var leaving = service.RunAsync(cancellation.Token);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.Equal((1, 0L), (Sweeps, service.Health.Sweeps.Failures));
        parked.Release();
        await first;
        await second;
        Assert.Equal(2, Sweeps);
    }

    [Fact]
    public async Task Disposing_awaits_the_sweep_that_is_under_way_and_ends_all_others()
    {
        var service = new MaintenanceService(_bed.Backend, Options());
        service.Start();
        var parked = _bed.Steering.Park(Maintain, after: true);
        _bed.Time.Advance(await NextAsync());
        await parked.Reached;
        var waiting = service.RunAsync();
        var disposed = service.DisposeAsync().AsTask();
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Harness.Patience));
        Assert.False(disposed.IsCompleted);
        parked.Release();
        await disposed.WaitAsync(Harness.Patience);
        Assert.Null(_bed.Time.NextDue);
        Assert.Equal(1, Sweeps);
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => service.RunAsync());
        _ = Assert.Throws<ObjectDisposedException>(service.Start);
        await service.DisposeAsync();
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        foreach (var options in new MaintenanceOptions[]
        {
            new() { Interval = TimeSpan.Zero }, new() { Interval = TimeSpan.FromDays(30) }, new() { Jitter = -0.1 }, new() { Jitter = 1.1 }, new() { MaxBackOff = TimeSpan.Zero },
        })
        {
            _ = Assert.Throws<ArgumentOutOfRangeException>(() => new MaintenanceService(_bed.Backend, options));
        }
    }

    MaintenanceOptions Options(MaintenanceOptions? options = null) => (options ?? new MaintenanceOptions()) with { TimeProvider = _bed.Time, Seed = 5 };

    static async Task<List<TimeSpan>> PausesAsync(int seed)
    {
        var test = new MaintenanceTests();
        await using var service = new MaintenanceService(test._bed.Backend, test.Options() with { Seed = seed });
        service.Start();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            pauses.Add(await test.NextAsync());
            await test.TickAsync();
        }

        return pauses;
    }

    // The loop goes on on whatever thread the clock's timer wakes.
    async Task<TimeSpan> NextAsync()
    {
        await Bed.UntilAsync(() => _bed.Time.NextDue is not null);
        return _bed.Time.NextDue!.Value;
    }

    async Task TickAsync()
    {
        _bed.Time.Advance(await NextAsync());
        _ = await NextAsync();
    }
}
