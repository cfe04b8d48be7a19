using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class TcTokenExpiryContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    const long Cutoff = 1000;
    const long SenderCutoff = 2000;

    [Theory]
    [InlineData(true, 999L, null, true)]
    [InlineData(true, 1000L, null, false)]
    [InlineData(true, 1001L, null, false)]
    [InlineData(true, 999L, 1999L, true)]
    [InlineData(true, 999L, 2000L, false)]
    [InlineData(true, 999L, 2001L, false)]
    [InlineData(true, 1000L, 1999L, false)]
    [InlineData(false, 5000L, 1999L, true)]
    [InlineData(false, 5000L, 2000L, false)]
    [InlineData(false, 5000L, null, true)]
    [InlineData(false, 0L, null, true)]
    public async Task A_row_goes_when_both_sides_are_stale(bool hasToken, long timestamp, long? sender, bool expires)
    {
        await Store.PutTcTokenAsync("jid", new TcToken(hasToken ? Sample.Blob(8, 1) : [], timestamp, sender));
        await Store.PutTcTokenAsync("keeper", new TcToken(Sample.Blob(8, 2), 9000, 9000));

        Assert.Equal(expires ? 1 : 0, await Store.DeleteExpiredTcTokensAsync(Cutoff, SenderCutoff));
        Assert.Equal(expires, await Store.GetTcTokenAsync("jid") is null);
        Assert.NotNull(await Store.GetTcTokenAsync("keeper"));
        Assert.Equal(0, await Store.DeleteExpiredTcTokensAsync(Cutoff, SenderCutoff));
    }

    [Theory]
    [InlineData(true, 999L, null, true)]
    [InlineData(true, 999L, 9000L, true)]
    [InlineData(true, 1000L, null, false)]
    [InlineData(false, 999L, 9000L, true)]
    [InlineData(false, 1000L, null, false)]
    public async Task The_older_form_looks_at_the_token_time_alone(bool hasToken, long timestamp, long? sender, bool expires)
    {
        await Store.PutTcTokenAsync("jid", new TcToken(hasToken ? Sample.Blob(8, 1) : [], timestamp, sender));

        Assert.Equal(expires ? 1 : 0, await Store.DeleteExpiredTcTokensAsync(Cutoff));
        Assert.Equal(expires, await Store.GetTcTokenAsync("jid") is null);
    }

    [Fact]
    public async Task All_expired_rows_are_counted()
    {
        for (var i = 0; i < 700; i++)
        {
            await Store.PutTcTokenAsync($"{i}", new TcToken(Sample.Blob(8, 1), i % 2 == 0 ? 0 : 5000, null));
        }

        Assert.Equal(350, await Store.DeleteExpiredTcTokensAsync(Cutoff, SenderCutoff));
        Assert.Equal(350, await Store.DeleteExpiredTcTokensAsync(9000));
        Assert.Empty(await Store.GetAllTcTokenJidsAsync());
    }
}
