using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Primitives;

/// <summary>Two accounts on one storage see and touch nothing of each other.</summary>
public abstract class FullIsolationContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_second_account_reads_nothing_of_the_first()
    {
        var second = await OpenAccountAsync(2);
        var empty = await FilledAccount.DescribeAsync(second);
        await FilledAccount.FillAsync(Store);

        Assert.Equal(empty, await FilledAccount.DescribeAsync(second));
        Assert.NotEqual(empty, await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task No_write_of_a_second_account_touches_the_first()
    {
        var second = await OpenProvisionedAccountAsync(2);
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        foreach (var write in EveryWrite.All)
        {
            await write.RunAsync(second, 2, CancellationToken.None);
            Assert.Equal((write.Name, before), (write.Name, await FilledAccount.DescribeAsync(Store)));
        }
    }

    [Fact]
    public async Task A_batch_and_a_view_of_a_second_account_stay_in_it()
    {
        var second = await OpenProvisionedAccountAsync(2);
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        var batch = new Stores.StoreBatch();
        batch.DeleteSession(FilledAccount.Address);
        batch.DeleteIdentity(FilledAccount.Address);
        batch.DeleteSenderKey(FilledAccount.SenderKeyName);
        batch.ConsumePreKey(3);
        batch.Add(static (unit, token) => unit.ClearAllSenderKeyDevicesAsync(token));
        await second.CommitAsync(batch);

        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
        await using var view = await second.OpenSnapshotAsync();
        Assert.Null(await view.GetSessionAsync(FilledAccount.Address));
        Assert.Empty(await view.GetAllLidMappingsAsync());
    }
}
