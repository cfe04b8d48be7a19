using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.MsgSecret;

public abstract class MsgSecretContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    const string Chat = "chat@g.us";
    const string Sender = "1@lid";

    [Fact]
    public async Task A_secret_is_found_by_exactly_its_three_strings()
    {
        await Store.PutMsgSecretAsync(Chat, Sender, "id", Sample.Key(1));

        Assert.Equal(Sample.Key(1).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, "id"));
        Assert.Null(await Store.GetMsgSecretAsync("x", Sender, "id"));
        Assert.Null(await Store.GetMsgSecretAsync(Chat, "x", "id"));
        Assert.Null(await Store.GetMsgSecretAsync(Chat, Sender, "x"));
        Assert.Null(await Store.GetMsgSecretAsync(Sender, Chat, "id"));
        Assert.Null(await Store.GetMsgSecretAsync(Chat, Sender, ""));
        Assert.Null(await Store.GetMsgSecretWithTimestampAsync(Chat, Sender, "x"));
        Assert.Equal(new MsgSecretWithTimestamp(Sample.Key(1).ToArray(), 0), await Store.GetMsgSecretWithTimestampAsync(Chat, Sender, "id"));
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Entries_in_any_number_are_applied_and_counted(int size)
    {
        Assert.Equal(size, await Store.PutMsgSecretsAsync(Sample.Many(size, i => Sample.Secret($"{i}", i))));

        for (var i = 0; i < size; i++)
        {
            Assert.Equal(Sample.Key(i).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, $"{i}"));
        }
    }

    [Fact]
    public async Task Entries_for_one_message_are_each_counted_and_the_last_secret_stays()
    {
        Assert.Equal(3, await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 1), Sample.Secret("id", 2), Sample.Secret("id", 3))));
        Assert.Equal(Sample.Key(3).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, "id"));

        Assert.Equal(1, await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 4))));
        Assert.Equal(Sample.Key(4).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, "id"));
    }

    [Fact]
    public async Task Entries_apply_in_input_order_across_chunks()
    {
        var entries = Sample.Many(1102, i => Sample.Secret($"{i}", i));
        entries[^1] = Sample.Secret("0", 9999);

        Assert.Equal(1102, await Store.PutMsgSecretsAsync(entries));
        Assert.Equal(Sample.Key(9999).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, "0"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_part_of_a_key(string name)
    {
        var key = HostileKeys.Get(name);
        _ = await Store.PutMsgSecretsAsync(
            HostileKeys.All.Where(other => other != key).Select(other => new MsgSecretEntry(other, other, other, Sample.Key(9), 0, 0)).ToArray());
        Assert.Null(await Store.GetMsgSecretAsync(key, key, key));

        await Store.PutMsgSecretAsync(key, key, key, Sample.Key(1));
        Assert.Equal(Sample.Key(1).ToArray(), await Store.GetMsgSecretAsync(key, key, key));
    }

    [Theory]
    [InlineData(0L, false)]
    [InlineData(999L, true)]
    [InlineData(1000L, true)]
    [InlineData(1001L, false)]
    public async Task A_secret_expires_at_its_deadline_and_never_at_0(long expiresAt, bool expires)
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 1, expiresAt), Sample.Secret("keeper", 2, 5000)));

        Assert.Equal(expires ? 1 : 0, await Store.DeleteExpiredMsgSecretsAsync(1000));
        Assert.Equal(expires, await Store.GetMsgSecretAsync(Chat, Sender, "id") is null);
        Assert.NotNull(await Store.GetMsgSecretAsync(Chat, Sender, "keeper"));
    }

    [Theory]
    [InlineData(900L, 500L, 900L)]
    [InlineData(500L, 900L, 900L)]
    [InlineData(500L, 0L, null)]
    [InlineData(0L, 500L, null)]
    [InlineData(0L, 0L, null)]
    public async Task Of_two_deadlines_the_later_stays_and_0_is_the_latest(long first, long second, long? expected)
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("two calls", 1, first)));
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("two calls", 1, second)));
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("one call", 1, first), Sample.Secret("one call", 1, second)));

        if (expected is { } deadline)
        {
            Assert.Equal(0, await Store.DeleteExpiredMsgSecretsAsync(deadline - 1));
            Assert.Equal(2, await Store.DeleteExpiredMsgSecretsAsync(deadline));
        }
        else
        {
            Assert.Equal(0, await Store.DeleteExpiredMsgSecretsAsync(long.MaxValue));
        }
    }

    [Fact]
    public async Task A_put_without_deadline_is_for_ever()
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 1, expiresAt: 10)));
        await Store.PutMsgSecretAsync(Chat, Sender, "id", Sample.Key(2));

        Assert.Equal(0, await Store.DeleteExpiredMsgSecretsAsync(long.MaxValue));
        Assert.Equal(Sample.Key(2).ToArray(), await Store.GetMsgSecretAsync(Chat, Sender, "id"));
    }
}
