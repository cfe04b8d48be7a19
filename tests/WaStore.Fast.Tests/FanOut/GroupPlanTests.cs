using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>What a group's plan says, and when a device counts as having the key (spec/caches.md 10.1, 10.2).</summary>
public sealed class GroupPlanTests : FanOutTest
{
    [Fact]
    public async Task One_call_says_who_needs_the_key_who_has_no_session_and_who_has_no_list()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3), FanOutBed.List("2", 0));
        await Store.PutSessionAsync("1@lid.0", ChainRecord.New(7).ToBytes(Bed.Cache.Incarnation));
        await Store.PutIdentityAsync("1@lid.0", Harness.Key(0));

        using var plan = await Bed.PlanAsync(FanOutBed.Info("1", "2", "3"));

        Assert.Equal(["1@lid", "1:3@lid", "2@lid"], FanOutBed.Texts(plan.Needing));
        Assert.Equal(["900@lid", "900:2@lid"], FanOutBed.Texts(plan.Companions));
        Assert.Equal(["1@lid", "1:3@lid", "2@lid", "900@lid", "900:2@lid"], FanOutBed.Texts(plan.Targets));
        Assert.Equal(["1:3@lid", "2@lid", "900@lid", "900:2@lid"], FanOutBed.Texts(plan.WithoutSession));
        Assert.Equal(["3"], plan.UnknownUsers);
        Assert.Empty(plan.WithKey);
        Assert.True(plan.NeedsNewSenderKey);
        Assert.False(plan.IsWarm);
        Assert.Equal(FanOutBed.SenderKeyName, plan.SenderKeyName);
        Assert.True(Bed.Cache.TryGetSession(plan.Targets[0].Address, out var session) && session is { Chain: 7 });
        Assert.True(Bed.Cache.TryGetIdentity(plan.Targets[0].Address, out var identity) && identity == Harness.Key(0));
        Assert.True(Bed.Cache.TryGetIdentity(plan.Targets[1].Address, out identity) && identity is null);
    }

    [Fact]
    public async Task After_the_acknowledgement_members_have_the_key_and_companions_never()
    {
        var info = await TwoMembersAsync();

        using var cold = await Bed.PlanAsync(info);
        await Bed.EncryptAsync(cold);
        var id = await Bed.WireAsync(cold);
        Assert.Empty(await Bed.StoredHoldersAsync());
        Assert.Equal([1, 2, 3], await Store.GetSentMessageAsync(FanOutBed.Group, id));
        await cold.AcknowledgedAsync(FanOutBed.Secret(id));

        Assert.Equal(["1:3@lid", "1@lid", "2@lid"], await Bed.StoredHoldersAsync());
        Assert.NotNull(await Store.GetMsgSecretAsync(FanOutBed.Group, "900@lid", id));
        using var warm = await Bed.PlanAsync(info);
        Assert.True(warm.IsWarm);
        Assert.False(warm.NeedsNewSenderKey);
        Assert.Equal(["1@lid", "1:3@lid", "2@lid"], FanOutBed.Texts(warm.WithKey));
        Assert.Equal(["900@lid", "900:2@lid"], FanOutBed.Texts(warm.Targets));
    }

    [Fact]
    public async Task A_message_that_does_not_go_out_leaves_nobody_with_the_key()
    {
        var info = await TwoMembersAsync();
        using (var abandoned = await Bed.PlanAsync(info))
        {
            await Bed.EncryptAsync(abandoned);
            _ = await Bed.WireAsync(abandoned);
        }

        Steering.FailNext(nameof(IBackend.CommitAsync));
        using (var failed = await Bed.PlanAsync(info))
        {
            await Bed.EncryptAsync(failed);
            // The lease of a chain holds for four messages.
            await Bed.EncryptAsync(failed);
            await Bed.EncryptAsync(failed);
            await Bed.EncryptAsync(failed);
            _ = await Assert.ThrowsAsync<StoreException>(() => Bed.WireAsync(failed));
        }

        Assert.Empty(await Bed.StoredHoldersAsync());
        using var again = await Bed.PlanAsync(info);
        Assert.Equal(3, again.Needing.Count);
        Assert.False(again.NeedsNewSenderKey);
        Assert.Empty(again.WithoutSession);
    }

    [Fact]
    public async Task A_failed_commit_of_the_acknowledgement_can_be_tried_again_and_until_then_nobody_has_the_key()
    {
        var info = await TwoMembersAsync();
        using var plan = await Bed.PlanAsync(info);
        await Bed.EncryptAsync(plan);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(async () => await plan.AcknowledgedAsync());
        var id = await Bed.WireAsync(plan);
        // Riders that shared a failed commit are tried alone.
        Steering.Break(nameof(IBackend.CommitAsync));
        _ = await Assert.ThrowsAsync<StoreException>(async () => await plan.AcknowledgedAsync(FanOutBed.Secret(id)));
        Assert.False((await Bed.SenderKeys.GetAsync(FanOutBed.Group)).HasKey("1@lid"));
        Steering.Mend();

        await plan.AcknowledgedAsync(FanOutBed.Secret(id));

        Assert.Equal(3, (await Bed.StoredHoldersAsync()).Length);
        Assert.True((await Bed.SenderKeys.GetAsync(FanOutBed.Group)).HasKey("1@lid"));
    }

    [Fact]
    public async Task Who_got_no_session_or_is_excluded_or_asks_again_meanwhile_does_not_have_the_key()
    {
        var info = await TwoMembersAsync();
        using (var plan = await Bed.PlanAsync(info))
        {
            await Bed.EncryptForAsync(plan.Targets.Where(target => target.Text is not "2@lid"));
            using (var checkout = await Bed.Cache.CheckoutSenderKeyAsync(plan.SenderKeyName))
            {
                checkout.Commit(ChainRecord.New(1).Send());
            }

            plan.Exclude(plan.Targets.Single(target => target.Text is "1:3@lid"));
            _ = await Bed.WireAsync(plan);
            await plan.AcknowledgedAsync();
        }

        Assert.Equal(["1@lid"], await Bed.StoredHoldersAsync());
        using var second = await Bed.PlanAsync(info);
        Assert.Equal(["1:3@lid", "2@lid"], FanOutBed.Texts(second.Needing));
        Assert.Equal(["1@lid"], FanOutBed.Texts(second.WithKey));
        Assert.Equal(["2@lid"], FanOutBed.Texts(second.WithoutSession));
        await Bed.EncryptAsync(second);
        _ = await Bed.WireAsync(second);
        await Bed.SenderKeys.MarkForgottenAsync(FanOutBed.Group, "2@lid");
        await second.AcknowledgedAsync();
        Assert.Equal(["1:3@lid", "1@lid"], await Bed.StoredHoldersAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_has_sent_enough_is_replaced_for_everybody(bool byOption)
    {
        var info = await TwoMembersAsync();
        for (var i = 0; i < 3; i++)
        {
            _ = await Bed.SendAsync(info);
        }

        var options = byOption ? new FanOutOptions { NewSenderKey = true } : new FanOutOptions { RotationLimit = 3 };
        Assert.True((await Bed.PlanAndDisposeAsync(info, new FanOutOptions { RotationLimit = 4 })).IsWarm);
        using var plan = await Bed.PlanAsync(info, options);

        Assert.True(plan.NeedsNewSenderKey);
        Assert.Equal(3, plan.Needing.Count);
        // In the store too, before a new key can get there: who had the old one would be taken for having that.
        Assert.Empty(await Bed.StoredHoldersAsync());
        Assert.True(Bed.Cache.TryGetSenderKey(plan.SenderKeyName, out var old) && old is null);
        await Bed.EncryptForAsync(plan.Targets);
        var refused = await Assert.ThrowsAsync<StoreException>(() => Bed.WireAsync(plan));
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        await Bed.EncryptAsync(plan);
        _ = await Bed.WireAsync(plan);
        await plan.AcknowledgedAsync();
        Assert.Equal(3, (await Bed.StoredHoldersAsync()).Length);
        Assert.True((await Bed.PlanAndDisposeAsync(info)).IsWarm);
    }

    [Fact]
    public async Task A_sender_key_without_a_chain_of_ours_is_replaced()
    {
        var info = await TwoMembersAsync();
        await Bed.Cache.PutSenderKeyAsync(FanOutBed.SenderKeyName, ChainRecord.New(-1));

        using var plan = await Bed.PlanAsync(info);

        Assert.True(plan.NeedsNewSenderKey);
    }

    [Fact]
    public async Task A_lossy_clear_between_the_plan_and_the_send_stops_it()
    {
        var info = await TwoMembersAsync();
        _ = await Bed.SendAsync(info);
        using var plan = await Bed.PlanAsync(info);
        await Bed.Cache.ClearAsync();
        await Bed.EncryptAsync(plan);
        _ = await Assert.ThrowsAsync<StoreException>(() => Bed.WireAsync(plan));
    }

    async Task<GroupInfo> TwoMembersAsync()
    {
        await Bed.StoreListsAsync(FanOutBed.List("1", 0, 3), FanOutBed.List("2", 0));
        return FanOutBed.Info("1", "2");
    }
}
