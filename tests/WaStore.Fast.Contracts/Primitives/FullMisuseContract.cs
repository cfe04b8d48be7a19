using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

/// <summary>Every door of the store, with arguments that must not get through: each is refused before anything is touched.</summary>
public abstract class FullMisuseContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [MemberData(nameof(EveryDoor.Texts), MemberType = typeof(EveryDoor))]
    public async Task A_lone_surrogate_is_refused_and_changes_nothing(string place)
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);

        var thrown = await EveryDoor.CallWithHalfSurrogateAsync(Store, place);

        var refused = Assert.IsType<StoreException>(thrown);
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
    }

    [Theory]
    [MemberData(nameof(EveryDoor.References), MemberType = typeof(EveryDoor))]
    public async Task A_null_is_refused(string place) => Assert.IsType<ArgumentNullException>(await EveryDoor.CallWithNullAsync(Store, place));

    [Fact]
    public async Task A_null_inside_a_list_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.GetSessionsAsync(new string[] { "a", null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.DeleteIdentitiesAsync(new string[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutSessionsAsync(new RecordEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutIdentitiesAsync(new IdentityEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutLidMappingsAsync(new LidPnMapping[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.UpdateDeviceListsAsync(new DeviceListRecord[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.UpdateDeviceListAsync(new DeviceListRecord("u", null!, 0, null, null)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutMsgSecretsAsync(new MsgSecretEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.SetSenderKeyStatusAsync("g", new SenderKeyDevice[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.StorePendingInboundsAsync(new PendingInbound[] { default }));
    }

    [Fact]
    public async Task A_pair_of_surrogates_is_fine_and_an_odd_one_at_either_end_is_not()
    {
        await Store.PutSessionAsync("\U0001F511", Sample.Blob(4, 1));
        Assert.NotNull(await Store.GetSessionAsync("\U0001F511"));
        foreach (var odd in new[] { "\uD83D", "\uDD11", "x\uD83D", "\uDD11x", "\uDD11\uD83D", "\uD83D\uD83D\uDD11" })
        {
            Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(async () => await Store.GetSessionAsync(odd))).Kind);
        }
    }

    [Fact]
    public async Task A_batch_takes_no_bad_address_and_is_as_good_as_before()
    {
        var batch = new StoreBatch();
        batch.PutSession("fine", default);
        foreach (var add in new Action[]
        {
            () => batch.PutSession(EveryDoor.HalfSurrogate, default), () => batch.DeleteSession(EveryDoor.HalfSurrogate), () => batch.PutIdentity(EveryDoor.HalfSurrogate, default),
            () => batch.DeleteIdentity(EveryDoor.HalfSurrogate), () => batch.PutSenderKey(EveryDoor.HalfSurrogate, default), () => batch.DeleteSenderKey(EveryDoor.HalfSurrogate),
        })
        {
            Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(add).Kind);
        }

        Assert.Equal(1, batch.Count);
        await Store.CommitAsync(batch);
        Assert.True(await Store.HasSessionAsync("fine"));
    }

    [Fact]
    public async Task A_batch_with_a_change_of_a_bad_key_is_refused_whole()
    {
        var batch = new StoreBatch();
        batch.PutSession("fine", default);
        batch.StoreSentMessage("c", EveryDoor.HalfSurrogate, default);

        Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(async () => await Store.CommitAsync(batch))).Kind);
        Assert.False(await Store.HasSessionAsync("fine"));
    }

    [Fact]
    public async Task Accounts_have_ids_from_one()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.ProvisionAsync(0, Sample.Keys(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.ResetAsync(-1, Sample.Keys(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.RemoveAsync(0));
    }
}
