using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>The reference's cap on sent messages: 4,096, cut to 3,072 (spec/storage.md 1.8, 5.3).</summary>
public sealed class SentMessageCapTests
{
    const int Cap = 4_096;
    const int Kept = 3_072;

    readonly FakeTime _clock = new();
    readonly InMemoryBackend _store;

    public SentMessageCapTests() => _store = new InMemoryBackend(new InMemoryOptions { TimeProvider = _clock });

    [Fact]
    public async Task Memory_is_bounded_however_many_are_sent()
    {
        for (var i = 0; i < Cap + 500; i++)
        {
            await StoreAsync(i);
            Assert.InRange(Count, Math.Min(i + 1, Kept), Cap);
        }

        Assert.Equal(Kept + 500, Count);
    }

    [Fact]
    public async Task At_the_cap_the_next_one_makes_room_and_the_oldest_go_first()
    {
        for (var i = 0; i < Cap; i++)
        {
            _clock.Advance(1);
            await StoreAsync(i);
        }

        Assert.Equal(Cap, Count);
        await StoreAsync(Cap);

        Assert.Equal(Kept + 1, Count);
        Assert.Null(await _store.GetSentMessageAsync("chat", $"{Cap - Kept - 1}"));
        Assert.NotNull(await _store.GetSentMessageAsync("chat", $"{Cap - Kept}"));
        Assert.NotNull(await _store.GetSentMessageAsync("chat", $"{Cap}"));
    }

    [Fact]
    public async Task Of_messages_of_one_second_the_first_stored_go_first_and_not_all()
    {
        for (var i = 0; i <= Cap; i++)
        {
            await StoreAsync(i);
        }

        Assert.Equal(Kept + 1, Count);
        Assert.Null(await _store.GetSentMessageAsync("chat", $"{Cap - Kept - 1}"));
        Assert.NotNull(await _store.GetSentMessageAsync("chat", $"{Cap - Kept}"));
    }

    [Fact]
    public async Task Storing_one_again_makes_it_the_youngest()
    {
        for (var i = 0; i < Cap; i++)
        {
            await StoreAsync(i);
        }

        // At the cap, too: the reference makes room before it looks whether the row is there.
        await StoreAsync(0);
        Assert.Equal(Kept + 1, Count);
        for (var i = Cap; i < Cap + 900; i++)
        {
            await StoreAsync(i);
        }

        Assert.NotNull(await _store.GetSentMessageAsync("chat", "0"));
    }

    [Fact]
    public async Task The_cap_is_of_each_account()
    {
        var other = _store.Database.Account(2);
        await other.StoreSentMessageAsync("chat", "other", Sample.Blob(4, 1));
        for (var i = 0; i <= Cap; i++)
        {
            await StoreAsync(i);
        }

        Assert.NotNull(await other.GetSentMessageAsync("chat", "other"));
    }

    int Count => _store.Database.State[1].Messages.Sent.Count;

    ValueTask StoreAsync(int i) => _store.StoreSentMessageAsync("chat", $"{i}", Sample.Blob(4, i));
}
