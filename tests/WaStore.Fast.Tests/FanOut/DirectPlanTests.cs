using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>A message to one user goes to its devices and to our others (spec/caches.md 10.4).</summary>
public sealed class DirectPlanTests : FanOutTest
{
    static readonly Jid s_peer = new("1", JidServers.Lid);

    [Fact]
    public async Task Its_targets_are_the_peers_devices_and_our_others_and_a_second_one_asks_no_store()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3));
        using (var first = await Bed.Planner.PlanDirectAsync(s_peer with { Device = 3 }, FanOutBed.Own))
        {
            Assert.Equal(["1@lid", "1:3@lid", "900@lid", "900:2@lid"], FanOutBed.Texts(first.Targets));
            Assert.Equal(4, first.WithoutSession.Count);
            Assert.Empty(first.UnknownUsers);
            Assert.Equal("1@lid", first.Chat);
            await Bed.EncryptForAsync(first.Targets);
            var id = await Bed.WireAsync(first);
            await first.AcknowledgedAsync(new(first.Chat, "900@lid", id, new byte[32], MsgSecretClass.Text, 0));
            Assert.Equal([1, 2, 3], await Store.GetSentMessageAsync("1@lid", id));
        }

        var calls = Steering.Calls.Count;
        var planning = Bed.Planner.PlanDirectAsync(s_peer, FanOutBed.Own);
        Assert.True(planning.IsCompletedSuccessfully);
        using var second = await planning;
        Assert.Empty(second.WithoutSession);
        Assert.Equal(calls, Steering.Calls.Count);
    }

    [Fact]
    public async Task A_change_of_either_user_or_of_the_sender_is_noticed()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0));
        Assert.Equal(3, await CountAsync(FanOutBed.Own));
        await Bed.Registry.UpdateAsync(FanOutBed.List("1", 0, 3));
        Assert.Equal(4, await CountAsync(FanOutBed.Own));
        await Bed.Registry.UpdateAsync(FanOutBed.List(FanOutBed.OwnLid, 0, 1, 2, 5));
        Assert.Equal(5, await CountAsync(FanOutBed.Own));
        await Bed.Registry.UpdateAsync(FanOutBed.List("7", 0));
        Assert.Equal(5, await CountAsync(FanOutBed.Own));
        using var other = await Bed.Planner.PlanDirectAsync(s_peer, new OwnDevice(new Jid(FanOutBed.OwnLid, JidServers.Lid), null, 5));
        Assert.Contains("900:1@lid", FanOutBed.Texts(other.Targets));
        Assert.DoesNotContain("900:5@lid", FanOutBed.Texts(other.Targets));
    }

    [Fact]
    public async Task A_phone_number_is_written_to_under_its_LID()
    {
        await Store.PutLidMappingAsync(new LidPnMapping("1", "11", 1_000, 1_000, "usync"));
        await Bed.StoreListsAsync(FanOutBed.List("1", 0), FanOutBed.List(FanOutBed.OwnPhone, 0, 1));
        using var plan = await Bed.Planner.PlanDirectAsync(new Jid("11", JidServers.PhoneNumber), FanOutBed.Own);
        Assert.Equal("1@lid", plan.Chat);
        Assert.Equal(["1@lid.0", "990@c.us.0"], plan.Targets.Select(target => target.Address.Text).Order(StringComparer.Ordinal));
        Assert.Equal(["11@s.whatsapp.net", "990@s.whatsapp.net"], FanOutBed.Texts(plan.Targets).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task To_ourselves_it_goes_to_our_others()
    {
        await Bed.StoreListsAsync();
        using var plan = await Bed.Planner.PlanDirectAsync(new Jid(FanOutBed.OwnLid, JidServers.Lid), FanOutBed.Own);
        Assert.Equal(["900@lid", "900:2@lid"], FanOutBed.Texts(plan.Targets));
    }

    [Fact]
    public async Task A_user_without_a_list_is_named_and_found_after_the_answer()
    {
        await Bed.StoreListsAsync();
        using (var plan = await Bed.Planner.PlanDirectAsync(s_peer, FanOutBed.Own))
        {
            Assert.Equal(["1"], plan.UnknownUsers);
            var reads = Steering.CountOf(nameof(IBackend.GetDeviceListsAsync));
            _ = await Bed.Registry.ApplyUsyncAsync(new[] { FanOutBed.List("1", 0) }, plan.Lookup);
            Assert.Equal(reads, Steering.CountOf(nameof(IBackend.GetDeviceListsAsync)));
        }

        Assert.Equal(3, await CountAsync(FanOutBed.Own));
    }

    [Fact]
    public async Task A_failed_read_holds_nothing()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0));
        Steering.FailNext(nameof(IBackend.OpenSnapshotAsync));
        _ = await Assert.ThrowsAsync<StoreException>(async () => await Bed.Planner.PlanDirectAsync(s_peer, FanOutBed.Own));
        Assert.Equal(3, await CountAsync(FanOutBed.Own));
    }

    async Task<int> CountAsync(OwnDevice own)
    {
        using var plan = await Bed.Planner.PlanDirectAsync(s_peer, own).AsTask().WaitAsync(Harness.Patience);
        return plan.Targets.Count;
    }
}
