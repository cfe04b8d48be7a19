using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class TcTokenContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    static readonly byte[] s_old = Sample.Blob(20, 1);
    static readonly byte[] s_new = Sample.Blob(24, 2);

    [Fact]
    public async Task Put_sets_the_row_whole_and_delete_forgets()
    {
        Assert.Null(await Store.GetTcTokenAsync("jid"));
        await Store.PutTcTokenAsync("jid", new TcToken(s_old, 100, 200));
        Assert.Equal(new TcToken(s_old, 100, 200), await Store.GetTcTokenAsync("jid"));

        await Store.PutTcTokenAsync("jid", new TcToken(s_new, 50, null));
        Assert.Equal(new TcToken(s_new, 50, null), await Store.GetTcTokenAsync("jid"));

        await Store.DeleteTcTokenAsync("jid");
        await Store.DeleteTcTokenAsync("jid");
        Assert.Null(await Store.GetTcTokenAsync("jid"));
    }

    [Theory]
    [InlineData(0, 0L, 0L)]
    [InlineData(70 * 1024, 4_102_444_800L, 4_102_444_801L)]
    public async Task Empty_and_long_tokens_come_back(int length, long timestamp, long sender)
    {
        var token = new TcToken(Sample.Blob(length, 1), timestamp, sender);
        await Store.PutTcTokenAsync("jid", token);

        Assert.Equal(token, await Store.GetTcTokenAsync("jid"));
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Tokens_in_any_number_come_back(int size)
    {
        var jids = Sample.Many(size, i => $"{i}@lid");
        for (var i = 0; i < size; i++)
        {
            await Store.PutTcTokenAsync(jids[i], new TcToken(Sample.Blob(8, i), i, i % 2 == 0 ? i : null));
        }

        string[] asked = [.. jids, "missing", .. jids];
        var found = await Store.GetTcTokensAsync(asked);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(new TcToken(Sample.Blob(8, i), i, i % 2 == 0 ? i : null), found[jids[i]]));
        Assert.Equal(jids.Order(StringComparer.Ordinal), (await Store.GetAllTcTokenJidsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_jid(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.PutTcTokenAsync(other, new TcToken(s_old, 1, null));
        }

        Assert.Null(await Store.GetTcTokenAsync(key));
        await Store.TouchTcTokenSenderTimestampAsync(key, 7);
        await Store.StoreReceivedTcTokenAsync(key, s_new, 8);
        Assert.Equal(new TcToken(s_new, 8, 7), (await Store.GetTcTokensAsync(Sample.Of(key)))[key]);
        Assert.Contains(key, await Store.GetAllTcTokenJidsAsync());
        await Store.DeleteTcTokenAsync(key);
        Assert.Equal(HostileKeys.All.Count - 1, (await Store.GetAllTcTokenJidsAsync()).Count);
    }

    [Fact]
    public async Task Touching_an_absent_row_makes_a_placeholder()
    {
        await Store.TouchTcTokenSenderTimestampAsync("jid", 5000);

        Assert.Equal(new TcToken(ReadOnlyMemory<byte>.Empty, 5000, 5000), await Store.GetTcTokenAsync("jid"));
    }

    [Theory]
    [InlineData(null, 10L, 10L)]
    [InlineData(5L, 10L, 10L)]
    [InlineData(10L, 10L, 10L)]
    [InlineData(10L, 5L, 10L)]
    public async Task Touching_only_moves_the_sender_time_forward(long? stored, long touched, long expected)
    {
        await Store.PutTcTokenAsync("jid", new TcToken(s_old, 100, stored));
        await Store.TouchTcTokenSenderTimestampAsync("jid", touched);

        Assert.Equal(new TcToken(s_old, 100, expected), await Store.GetTcTokenAsync("jid"));
    }

    [Theory]
    [InlineData(99L, false)]
    [InlineData(100L, true)]
    [InlineData(101L, true)]
    public async Task A_received_token_wins_from_the_same_time_on_and_keeps_the_sender_time(long timestamp, bool wins)
    {
        await Store.PutTcTokenAsync("jid", new TcToken(s_old, 100, 300));
        await Store.StoreReceivedTcTokenAsync("jid", s_new, timestamp);

        Assert.Equal(wins ? new TcToken(s_new, timestamp, 300) : new TcToken(s_old, 100, 300), await Store.GetTcTokenAsync("jid"));
    }

    [Fact]
    public async Task A_received_token_makes_a_row_without_a_sender_time()
    {
        await Store.StoreReceivedTcTokenAsync("jid", s_new, 50);

        Assert.Equal(new TcToken(s_new, 50, null), await Store.GetTcTokenAsync("jid"));
    }

    [Fact]
    public async Task A_placeholder_takes_an_older_real_token()
    {
        await Store.TouchTcTokenSenderTimestampAsync("jid", 5000);
        await Store.StoreReceivedTcTokenAsync("jid", s_new, 3000);

        Assert.Equal(new TcToken(s_new, 3000, 5000), await Store.GetTcTokenAsync("jid"));
    }
}
