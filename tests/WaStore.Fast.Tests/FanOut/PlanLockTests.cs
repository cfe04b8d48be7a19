using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>Which locks a plan holds, and until when.</summary>
public sealed class PlanLockTests : FanOutTest
{
    static readonly GroupInfo s_info = FanOutBed.Info("1", "2");

    [Fact]
    public async Task A_cold_plan_holds_the_group_and_the_sessions_and_its_disposal_releases_all()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List("2", 0));
        var plan = await Bed.PlanAsync(s_info);
        Assert.False(IsGroupFree());
        Assert.All(plan.Targets, target => Assert.False(IsFree(target.Address)));

        await Bed.EncryptAsync(plan);
        _ = await Bed.WireAsync(plan);
        plan.ReleaseSessions();
        Assert.All(plan.Targets, target => Assert.True(IsFree(target.Address)));
        Assert.False(IsGroupFree());

        plan.Dispose();
        plan.Dispose();
        Assert.True(IsGroupFree());
        Assert.Equal(0, await CountOpenAsync());
    }

    [Fact]
    public async Task A_warm_plan_leaves_the_group_to_others()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List("2", 0));
        _ = await Bed.SendAsync(s_info);
        using (await Bed.PlanAsync(s_info))
        {
            Assert.True(IsGroupFree());
        }

        using (var plan = await Bed.PlanAsync(s_info))
        {
            Assert.True(IsGroupFree());
            Assert.All(plan.Targets, target => Assert.False(IsFree(target.Address)));
            Assert.True(IsFree(Bed.Cache.Addresses.Get("1@lid.0")));
        }

        Assert.True(IsFree(Bed.Cache.Addresses.Get("900@lid.0")));
    }

    [Fact]
    public async Task Who_plans_while_the_key_is_distributed_waits_and_finds_it_distributed()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List("2", 0));
        var first = await Bed.PlanAsync(s_info);
        await Bed.EncryptAsync(first);
        var waiting = Bed.PlanAsync(s_info).AsTask();
        _ = await Bed.WireAsync(first);
        first.ReleaseSessions();
        Assert.False(waiting.IsCompleted);

        await first.AcknowledgedAsync();

        using var second = await waiting.WaitAsync(Harness.Patience);
        Assert.True(second.IsWarm);
        first.Dispose();
        Assert.False(IsFree(second.Targets[0].Address));
    }

    [Fact]
    public async Task A_plan_that_fails_half_way_holds_nothing()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List("2", 0));
        foreach (var read in new[] { nameof(IBackend.GetLidMappingsAsync), nameof(IBackend.GetDeviceListsAsync), nameof(IBackend.GetSenderKeyAsync), nameof(IBackend.GetSenderKeyDevicesAsync), nameof(IBackend.OpenSnapshotAsync) })
        {
            Steering.FailNext(read);
            var failure = await Assert.ThrowsAsync<StoreException>(async () => (await Bed.PlanAsync(s_info)).Dispose());
            Assert.Equal(StoreErrorKind.Database, failure.Kind);
            Assert.True(IsGroupFree(), read);
            Assert.True(IsFree(Bed.Cache.Addresses.Get("1@lid.0")), read);
        }

        using var plan = await Bed.PlanAsync(s_info);
        Assert.Equal(2, plan.Needing.Count);
    }

    [Fact]
    public async Task Plans_in_opposite_orders_do_not_wait_for_one_another()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List("2", 0));
        var reversed = FanOutBed.Info("2", "1");
        var sends = Enumerable.Range(0, 20).Select(turn => Task.Run(async () =>
        {
            using var plan = await Bed.Planner.PlanGroupAsync($"12036300000000000{turn}@g.us", turn % 2 == 0 ? s_info : reversed, FanOutBed.Own);
            await Task.Yield();
            return plan.Targets.Count;
        }));

        Assert.All(await Task.WhenAll(sends).WaitAsync(Harness.Patience), count => Assert.Equal(4, count));
    }

    [Fact]
    public async Task What_is_cancelled_from_the_start_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.True(Bed.PlanAsync(s_info, cancellationToken: cancelled.Token).AsTask().IsCanceled);
        Assert.True(Bed.Planner.PlanDirectAsync(new Jid("1", JidServers.Lid), FanOutBed.Own, cancelled.Token).AsTask().IsCanceled);
    }

    bool IsGroupFree()
    {
        var isFree = Bed.Coordination.GroupDistributionLocks.TryLock(FanOutBed.Group, out var held);
        held.Dispose();
        return isFree;
    }

    bool IsFree(SignalAddress address)
    {
        var isFree = Bed.Cache.SessionLocks.TryLock(address, out var held);
        held.Dispose();
        return isFree;
    }

    // A distribution that was left open would take the key's holders along when it is confirmed much later.
    async Task<int> CountOpenAsync()
    {
        var holders = await Bed.SenderKeys.GetAsync(FanOutBed.Group);
        return holders.Count;
    }
}
