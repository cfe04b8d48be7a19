using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

/// <summary>What holds for each member of the five stores that the backend supports.</summary>
public abstract class EveryMemberContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_cancelled_token_stops_each_member_before_it_changes_anything()
    {
        await FilledAccount.FillAsync(Store, Fixture.Unsupported);
        var before = await FilledAccount.DescribeAsync(Store, Fixture.Unsupported);
        foreach (var read in EveryRead.All.Where(read => !Fixture.Unsupported.Contains(read.Name)))
        {
            await AssertCancelledAsync(read.Name, async () => _ = await read.RunAsync(Store, Sample.Cancelled));
        }

        foreach (var write in EveryWrite.All.Where(write => !Fixture.Unsupported.Contains(write.Name)))
        {
            await AssertCancelledAsync(write.Name, async () => await write.RunAsync(Store, Fixture.DeviceId, Sample.Cancelled));
            Assert.Equal((write.Name, before), (write.Name, await FilledAccount.DescribeAsync(Store, Fixture.Unsupported)));
        }
    }

    [Fact]
    public async Task Each_write_is_seen_by_the_reads()
    {
        var told = EveryWrite.All.Where(
            write => write.Changes && !Fixture.Unsupported.Contains(write.Name) && (write.ToldBy is null || !Fixture.Unsupported.Contains(write.ToldBy)));
        foreach (var write in told)
        {
            await FilledAccount.FillAsync(Store, Fixture.Unsupported);
            var before = await FilledAccount.DescribeAsync(Store, Fixture.Unsupported);
            await write.RunAsync(Store, Fixture.DeviceId, CancellationToken.None);

            Assert.False(before == await FilledAccount.DescribeAsync(Store, Fixture.Unsupported), $"{write.Name} changed nothing that a read tells.");
        }
    }

    [Fact]
    public async Task A_list_of_nothing_touches_nothing()
    {
        await FilledAccount.FillAsync(Store, Fixture.Unsupported);
        var before = await FilledAccount.DescribeAsync(Store, Fixture.Unsupported);

        await Store.PutIdentitiesAsync(default);
        await Store.DeleteIdentitiesAsync(default);
        await Store.PutSessionsAsync(default);
        await Store.DeleteSessionsAsync(default);
        await Store.StorePreKeysAsync(default, true);
        await Store.MarkPreKeysUploadedAsync(default);
        await Store.RemovePreKeysAsync(default);
        await Store.PutSenderKeysAsync(default);
        await Store.DeleteSenderKeysAsync(default);
        await Store.PutMutationMacsAsync(FilledAccount.Collection, 9, default);
        await Store.DeleteMutationMacsAsync(FilledAccount.Collection, default);
        await Store.SetSenderKeyStatusAsync(FilledAccount.Group, default);
        await Store.DeleteSenderKeyDeviceRowsAsync(default);
        await Store.PutLidMappingsAsync(default);
        await Store.UpdateDeviceListsAsync(default);
        await Store.StorePendingInboundsAsync(default);
        await Store.DeletePendingInboundsAsync(default);
        Assert.Equal(0, await Store.PutMsgSecretsAsync(default));
        await Store.CommitAsync(new StoreBatch());

        Assert.Equal(before, await FilledAccount.DescribeAsync(Store, Fixture.Unsupported));
    }

    static async Task AssertCancelledAsync(string member, Func<Task> call)
    {
        var thrown = await Record.ExceptionAsync(call);
        Assert.True(thrown is OperationCanceledException, $"{member} with a cancelled token: {thrown?.GetType().Name ?? "no exception"}.");
    }
}
