using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.MsgSecret;

/// <summary>Message times and deadlines, which a backend of the required members does not answer.</summary>
public abstract class FullMsgSecretContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    const string Chat = "chat@g.us";
    const string Sender = "1@lid";

    [Theory]
    [InlineData(0L, 0L, 0L)]
    [InlineData(500L, 0L, 500L)]
    [InlineData(0L, 500L, 500L)]
    [InlineData(500L, 400L, 500L)]
    [InlineData(400L, 4_102_444_800L, 4_102_444_800L)]
    public async Task The_later_message_time_stays_and_unknown_never_replaces_it(long first, long second, long expected)
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 1, 10, first)));
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 2, 10, second)));

        Assert.Equal(new MsgSecretWithTimestamp(Sample.Key(2).ToArray(), expected), await Store.GetMsgSecretWithTimestampAsync(Chat, Sender, "id"));
        Assert.Equal(new StoredMsgSecret(Sample.Key(2), expected, 10), await Store.GetStoredMsgSecretAsync(Chat, Sender, "id"));
    }

    [Theory]
    [InlineData(900L, 500L, 900L)]
    [InlineData(500L, 900L, 900L)]
    [InlineData(500L, 0L, 0L)]
    [InlineData(0L, 500L, 0L)]
    [InlineData(0L, 0L, 0L)]
    public async Task The_deadline_is_told_as_merged(long first, long second, long expected)
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("id", 1, first, 7), Sample.Secret("id", 1, second, 7)));

        Assert.Equal(new StoredMsgSecret(Sample.Key(1), 7, expected), await Store.GetStoredMsgSecretAsync(Chat, Sender, "id"));
    }

    [Fact]
    public async Task Absent_is_null() => Assert.Null(await Store.GetStoredMsgSecretAsync(Chat, Sender, "id"));
}
