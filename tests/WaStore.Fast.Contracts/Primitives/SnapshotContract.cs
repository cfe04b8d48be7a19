using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Primitives;

public abstract class SnapshotContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_view_answers_every_read_as_the_store_does()
    {
        await FilledAccount.FillAsync(Store, Fixture.Unsupported);
        await using var view = await Store.OpenSnapshotAsync();

        Assert.Equal(await FilledAccount.DescribeAsync(Store, Fixture.Unsupported), await FilledAccount.DescribeAsync(view, Fixture.Unsupported));
    }

    [Fact]
    public async Task A_view_opened_after_a_write_sees_it()
    {
        for (var i = 0; i < 50; i++)
        {
            await Store.PutSessionAsync("a", Sample.Blob(8, i));
            await using var view = await Store.OpenSnapshotAsync();
            Assert.Equal(Sample.Blob(8, i), await view.GetSessionAsync("a"));
        }
    }

    [Fact]
    public async Task A_cancelled_token_opens_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.OpenSnapshotAsync(Sample.Cancelled));
}

/// <summary>Isolation, which a backend without views does not have.</summary>
public abstract class FullSnapshotContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_view_stays_as_it_was_whatever_is_written()
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        await using (var view = await Store.OpenSnapshotAsync())
        {
            foreach (var write in EveryWrite.All)
            {
                await write.RunAsync(Store, Fixture.DeviceId, CancellationToken.None);
            }

            Assert.Equal(before, await FilledAccount.DescribeAsync(view));
        }

        Assert.NotEqual(before, await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task A_view_is_fixed_when_it_is_opened_not_at_its_first_read()
    {
        await Store.PutSessionAsync("a", Sample.Blob(8, 1));
        await using var view = await Store.OpenSnapshotAsync();
        await Store.PutSessionAsync("a", Sample.Blob(8, 2));

        Assert.Equal(Sample.Blob(8, 1), await view.GetSessionAsync("a"));
    }

    [Fact]
    public async Task Views_close_and_open_again()
    {
        for (var i = 0; i < 40; i++)
        {
            var view = await Store.OpenSnapshotAsync();
            _ = await view.GetSessionAsync("a");
            await view.DisposeAsync();
            await view.DisposeAsync();
        }
    }
}
