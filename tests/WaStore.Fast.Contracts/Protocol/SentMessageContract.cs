using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class SentMessageContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Taking_consumes()
    {
        Assert.Null(await Store.TakeSentMessageAsync("chat", "id"));
        await Store.StoreSentMessageAsync("chat", "id", Sample.Blob(50, 1));
        await Store.StoreSentMessageAsync("chat", "id2", Sample.Blob(50, 2));

        Assert.Equal(Sample.Blob(50, 1), await Store.TakeSentMessageAsync("chat", "id"));
        Assert.Null(await Store.TakeSentMessageAsync("chat", "id"));
        Assert.Equal(Sample.Blob(50, 2), await Store.TakeSentMessageAsync("chat", "id2"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70 * 1024)]
    public async Task Payloads_of_any_length_come_back_and_are_replaced(int length)
    {
        await Store.StoreSentMessageAsync("chat", "id", Sample.Blob(7, 1));
        await Store.StoreSentMessageAsync("chat", "id", Sample.Blob(length, 2));

        Assert.Equal(Sample.Blob(length, 2), await Store.TakeSentMessageAsync("chat", "id"));
        Assert.Null(await Store.TakeSentMessageAsync("chat", "id"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_chat_and_an_id(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.StoreSentMessageAsync(other, other, Sample.Blob(5, 9));
        }

        Assert.Null(await Store.TakeSentMessageAsync(key, key));
        await Store.StoreSentMessageAsync(key, key, Sample.Blob(5, 1));
        Assert.Equal(Sample.Blob(5, 1), await Store.TakeSentMessageAsync(key, key));
    }

    [Fact]
    public async Task Of_many_takers_at_once_exactly_one_gets_it()
    {
        for (var round = 0; round < 20; round++)
        {
            await Store.StoreSentMessageAsync("chat", "id", Sample.Blob(50, round));
            var taken = await Task.WhenAll(Sample.Many(8, _ => Task.Run(async () => await Store.TakeSentMessageAsync("chat", "id"))));

            Assert.Equal(Sample.Blob(50, round), Assert.Single(taken, payload => payload is not null));
        }
    }

    [Fact]
    public async Task Messages_stored_before_the_cutoff_expire()
    {
        await Store.StoreSentMessageAsync("chat", "1", Sample.Blob(5, 1));
        Clock.Advance(1);
        await Store.StoreSentMessageAsync("chat", "2", Sample.Blob(5, 2));

        Assert.Equal(0, await Store.DeleteExpiredSentMessagesAsync(FakeTime.Start));
        Assert.Equal(1, await Store.DeleteExpiredSentMessagesAsync(FakeTime.Start + 1));
        Assert.Null(await Store.TakeSentMessageAsync("chat", "1"));
        Assert.NotNull(await Store.TakeSentMessageAsync("chat", "2"));
    }

    [Fact]
    public async Task Storing_again_renews_the_time()
    {
        await Store.StoreSentMessageAsync("chat", "1", Sample.Blob(5, 1));
        Clock.Advance(100);
        await Store.StoreSentMessageAsync("chat", "1", Sample.Blob(5, 2));

        Assert.Equal(0, await Store.DeleteExpiredSentMessagesAsync(FakeTime.Start + 50));
        Assert.Equal(Sample.Blob(5, 2), await Store.TakeSentMessageAsync("chat", "1"));
    }
}

/// <summary>The peek, which the required members cannot give.</summary>
public abstract class FullSentMessageContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Peeking_consumes_nothing()
    {
        Assert.Null(await Store.GetSentMessageAsync("chat", "id"));
        await Store.StoreSentMessageAsync("chat", "id", Sample.Blob(50, 1));

        Assert.Equal(Sample.Blob(50, 1), await Store.GetSentMessageAsync("chat", "id"));
        Assert.Equal(Sample.Blob(50, 1), await Store.GetSentMessageAsync("chat", "id"));
        Assert.Equal(Sample.Blob(50, 1), await Store.TakeSentMessageAsync("chat", "id"));
        Assert.Null(await Store.GetSentMessageAsync("chat", "id"));
    }

    [Fact]
    public async Task An_empty_payload_is_not_absent()
    {
        await Store.StoreSentMessageAsync("chat", "id", ReadOnlyMemory<byte>.Empty);

        Assert.Empty((await Store.GetSentMessageAsync("chat", "id"))!);
    }
}
