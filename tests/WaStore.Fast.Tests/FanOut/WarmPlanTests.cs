using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Tests.Signal;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>A send to a group that has the key costs no store and no look at the group, until something changed (spec/caches.md 7.9).</summary>
public sealed class WarmPlanTests : FanOutTest
{
    static readonly GroupInfo s_info = FanOutBed.Info("1", "2");

    [Fact]
    public async Task It_asks_no_store_and_waits_for_nothing()
    {
        await WarmUpAsync();
        var calls = Steering.Calls.Count;

        for (var i = 0; i < 2; i++)
        {
            var planning = Bed.PlanAsync(s_info);
            Assert.True(planning.IsCompletedSuccessfully);
            using var plan = await planning;
            await Bed.EncryptAsync(plan);
            Assert.False(Bed.Cache.NeedsFlushBeforeSend);
            var keeping = plan.BeforeSendAsync($"W{i}", new byte[] { (byte)i });
            Assert.True(keeping.IsCompletedSuccessfully);
            await keeping;
            plan.ReleaseSessions();
            var acknowledging = plan.AcknowledgedAsync(FanOutBed.Secret($"W{i}"));
            Assert.True(acknowledging.IsCompletedSuccessfully);
            await acknowledging;
        }

        Assert.Equal(calls, Steering.Calls.Count);
        // From memory, and stored with the next flush.
        Assert.Equal([1], await Bed.Sent.PeekAsync(FanOutBed.Group, "W1"));
        Assert.Null(await Store.GetSentMessageAsync(FanOutBed.Group, "W1"));
        await Bed.Sent.FlushAsync();
        await Bed.Secrets.FlushAsync();
        Assert.Equal([1], await Store.GetSentMessageAsync(FanOutBed.Group, "W1"));
        Assert.NotNull(await Store.GetMsgSecretAsync(FanOutBed.Group, "900@lid", "W1"));
    }

    [Fact]
    public async Task Its_cost_does_not_depend_on_the_group()
    {
        var small = await MeasureAsync(2);
        var large = await MeasureAsync(2_000);

        Assert.Equal(small, large);
        Assert.InRange(large, 1, 1_000);
    }

    [Fact]
    public async Task A_device_that_asks_again_gets_the_key_again() =>
        await AssertNeedsAsync(() => Bed.SenderKeys.MarkForgottenAsync(FanOutBed.Group, "1:3@lid"), s_info, "1:3@lid");

    [Fact]
    public async Task A_device_that_is_new_gets_the_key() =>
        await AssertNeedsAsync(async () => await Bed.Registry.UpdateAsync(FanOutBed.List("2", 0, 9)), s_info, "2:9@lid");

    [Fact]
    public async Task A_new_own_device_is_a_target_at_once()
    {
        await WarmUpAsync();
        await Bed.Registry.UpdateAsync(FanOutBed.List(FanOutBed.OwnLid, 0, 1, 2, 5));
        using var plan = await Bed.PlanAsync(s_info);
        Assert.Equal(["900:2@lid", "900:5@lid", "900@lid"], FanOutBed.Texts(plan.Targets).Order(StringComparer.Ordinal));
        Assert.True(plan.IsWarm);
        Assert.Equal(["900:5@lid"], FanOutBed.Texts(plan.WithoutSession));
    }

    [Fact]
    public async Task A_member_that_joins_gets_the_key()
    {
        await Bed.StoreListsAsync(FanOutBed.List("5", 0));
        await AssertNeedsAsync(() => default, s_info.AddParticipants([new GroupParticipant(new Jid("5", JidServers.Lid))]), "5@lid");
    }

    [Fact]
    public async Task A_rotation_and_a_lost_map_are_noticed()
    {
        await WarmUpAsync();
        await Bed.SenderKeys.ClearAsync(FanOutBed.Group);
        Assert.Equal(3, (await Bed.PlanAndDisposeAsync(s_info)).Needing.Count);

        await WarmUpAsync();
        Bed.SenderKeys.Forget();
        Assert.True((await Bed.PlanAndDisposeAsync(s_info)).IsWarm);

        await Bed.Cache.DeleteSenderKeyAsync(FanOutBed.SenderKeyName);
        using var without = await Bed.PlanAsync(s_info);
        Assert.True(without.NeedsNewSenderKey);
        Assert.Equal(3, without.Needing.Count);
    }

    [Fact]
    public async Task Another_sending_device_is_another_fan_out()
    {
        await WarmUpAsync();
        var other = new OwnDevice(new Jid(FanOutBed.OwnLid, JidServers.Lid), null, 2);
        using var plan = await Bed.Planner.PlanGroupAsync(FanOutBed.Group, s_info, other);
        Assert.Equal(["900:1@lid", "900@lid"], FanOutBed.Texts(plan.Companions).Order(StringComparer.Ordinal));
        Assert.True(plan.NeedsNewSenderKey);
    }

    [Fact]
    public async Task A_session_that_is_held_is_waited_for_and_a_cancelled_wait_holds_nothing()
    {
        await WarmUpAsync();
        var address = Bed.Cache.Addresses.Get("900:2@lid.0");
        using (await Bed.Cache.SessionLocks.LockAsync(address))
        {
            using var patience = new CancellationTokenSource();
            var waiting = Bed.PlanAsync(s_info, cancellationToken: patience.Token).AsTask();
            Assert.False(waiting.IsCompleted);
            await patience.CancelAsync();
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            Assert.True(Bed.Cache.SessionLocks.TryLock(Bed.Cache.Addresses.Get("900@lid.0"), out var free));
            free.Dispose();
        }

        using var plan = await Bed.PlanAsync(s_info);
        Assert.True(plan.IsWarm);
    }

    async Task<long> MeasureAsync(int members)
    {
        string[] users = [.. Enumerable.Range(10_000, members).Select(user => $"{user}")];
        await Bed.StoreListsAsync([.. users.Select(user => FanOutBed.List(user, 0))]);
        var info = FanOutBed.Info(users);
        await Bed.ForgetAsync();
        await Bed.SenderKeys.ClearAsync(FanOutBed.Group);
        _ = await Bed.SendAsync(info);
        _ = await Bed.PlanAndDisposeAsync(info);
        return AllocatedBytes.Of(() =>
        {
            using var plan = Bed.PlanAsync(info).AsTask().GetAwaiter().GetResult();
            Assert.True(plan.IsWarm);
        });
    }

    async Task AssertNeedsAsync(Func<ValueTask> change, GroupInfo info, params string[] needing)
    {
        await WarmUpAsync();
        await change();
        // The second one finds the new devices remembered, and must not take them for those that had the key.
        for (var i = 0; i < 2; i++)
        {
            using var plan = await Bed.PlanAsync(info);
            Assert.Equal(needing, FanOutBed.Texts(plan.Needing));
        }
    }

    async Task WarmUpAsync()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3), FanOutBed.List("2", 0));
        Assert.False((await Bed.SendAsync(s_info)).IsWarm);
        Assert.True((await Bed.PlanAndDisposeAsync(s_info)).IsWarm);
    }
}
