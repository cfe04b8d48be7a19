using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

public abstract class FullMaintenanceContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Each_store_is_swept_by_its_own_rule_and_counted()
    {
        await FilledAccount.FillAsync(Store);
        Clock.Advance((8 * 24 * 3600) + 1);
        await Store.StoreSentMessageAsync("c", "fresh", Sample.Blob(4, 1));
        await Store.StorePendingInboundAsync("c", "s", "fresh", Sample.Blob(4, 1));
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("fresh", 1, Clock.Seconds + 1), Sample.Secret("permanent", 2)));

        var policy = MaintenancePolicy.From(Clock) with { TcTokenCutoff = 51, TcTokenSenderCutoff = 61 };
        Assert.Equal(new MaintenanceReport(1, 1, 1, 1, 1), await Store.MaintainAsync(policy));
        Assert.Equal(MaintenanceReport.Nothing, await Store.MaintainAsync(policy));

        Assert.NotNull(await Store.GetSentMessageAsync("c", "fresh"));
        Assert.NotNull(await Store.GetPendingInboundAsync("c", "s", "fresh"));
        Assert.NotNull(await Store.GetMsgSecretAsync("chat@g.us", "1@lid", "fresh"));
        Assert.NotNull(await Store.GetMsgSecretAsync("chat@g.us", "1@lid", "permanent"));
    }

    [Fact]
    public async Task What_has_no_cutoff_is_left_alone()
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);

        Assert.Equal(MaintenanceReport.Nothing, await Store.MaintainAsync(MaintenancePolicy.UpkeepOnly));
        Assert.Equal(MaintenanceReport.Nothing, await Store.MaintainAsync(new MaintenancePolicy { TcTokenCutoff = long.MaxValue }));
        Assert.Equal(MaintenanceReport.Nothing, await Store.MaintainAsync(new MaintenancePolicy { TcTokenSenderCutoff = long.MaxValue }));
        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
    }

    [Fact]
    public async Task It_is_safe_while_others_write()
    {
        var maintain = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                _ = await Store.MaintainAsync(MaintenancePolicy.From(Clock));
            }
        });
        for (var i = 0; i < 100; i++)
        {
            await Store.PutSessionAsync($"{i}", Sample.Blob(64, i));
        }

        await maintain;
        Assert.Equal(100, (await Store.GetSessionsAsync(Sample.Many(100, i => $"{i}"))).Count);
    }
}
