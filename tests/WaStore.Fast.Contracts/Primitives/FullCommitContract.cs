using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

/// <summary>A batch is all or nothing, which a backend without transactions cannot promise.</summary>
public abstract class FullCommitContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_that_throws_undoes_the_whole_batch(bool afterAnAwait)
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        var batch = EverythingAtOnce();
        batch.Add(async (unit, token) =>
        {
            if (afterAnAwait)
            {
                await unit.ClearAllSenderKeyDevicesAsync(token);
            }

            throw new InvalidDataException("from the change");
        });

        await Assert.ThrowsAsync<InvalidDataException>(async () => await Store.CommitAsync(batch));

        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task A_change_that_the_store_refuses_undoes_the_whole_batch()
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        var batch = EverythingAtOnce();
        batch.Add(static async (unit, token) => _ = await unit.CreateAsync(token));

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.CommitAsync(batch));
        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task Cancelling_inside_a_change_undoes_the_whole_batch()
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        using var source = new CancellationTokenSource();
        var batch = EverythingAtOnce();
        batch.Add(async (unit, token) =>
        {
            await source.CancelAsync();
            await unit.PutSessionAsync("late", Sample.Blob(4, 1), token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(batch, source.Token));

        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
        Assert.Null(await Store.GetSessionAsync("late"));
    }

    [Fact]
    public async Task Every_member_works_inside_a_unit_of_work()
    {
        await FilledAccount.FillAsync(Store);
        foreach (var write in EveryWrite.All)
        {
            var batch = new StoreBatch();
            batch.Add((unit, token) => write.RunAsync(unit, Fixture.DeviceId, token));
            batch.Add(static async (unit, token) =>
            {
                foreach (var read in EveryRead.All)
                {
                    _ = await read.RunAsync(unit, token);
                }
            });
            await Store.CommitAsync(batch);
        }
    }

    [Fact]
    public async Task A_batch_is_never_seen_half_applied()
    {
        var addresses = Sample.Many(760, i => $"{i}");
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var seen = new HashSet<int>();
            while (!stop.IsCancellationRequested)
            {
                _ = seen.Add((await Store.GetSessionsAsync(addresses)).Count);
            }

            return seen;
        });
        for (var round = 0; round < 8; round++)
        {
            var put = new StoreBatch();
            var delete = new StoreBatch();
            foreach (var address in addresses)
            {
                put.PutSession(address, Sample.Blob(32, round));
                delete.DeleteSession(address);
            }

            await Store.CommitAsync(put);
            await Store.CommitAsync(delete);
        }

        await stop.CancelAsync();
        Assert.Subset(new HashSet<int> { 0, 760 }, await reader);
    }

    static StoreBatch EverythingAtOnce()
    {
        var batch = new StoreBatch();
        batch.PutSession(FilledAccount.Address, Sample.Blob(4, 1));
        batch.DeleteIdentity(FilledAccount.Address);
        batch.PutSenderKey("other", Sample.Blob(4, 1));
        batch.DeleteSenderKey(FilledAccount.SenderKeyName);
        batch.ConsumePreKey(3);
        batch.StorePendingInbound("c", "s", "i", Sample.Blob(4, 1));
        batch.DeletePendingInbound(FilledAccount.Chat, FilledAccount.Chat, FilledAccount.Id);
        batch.StoreSentMessage(FilledAccount.Chat, FilledAccount.Id, Sample.Blob(4, 1));
        batch.CommitPatch(FilledAccount.Collection, Sample.State(9), Sample.Of(Sample.Key(1)), default);
        return batch;
    }
}
