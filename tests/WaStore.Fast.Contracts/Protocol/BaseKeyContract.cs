using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class BaseKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Only_the_saved_bytes_are_the_same()
    {
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 1)));
        await Store.SaveBaseKeyAsync("a", "m", Sample.Blob(33, 1));

        Assert.True(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 1)));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 2)));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 1).AsMemory(0, 32)));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", ReadOnlyMemory<byte>.Empty));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "other", Sample.Blob(33, 1)));
        Assert.False(await Store.HasSameBaseKeyAsync("other", "m", Sample.Blob(33, 1)));
        Assert.False(await Store.HasSameBaseKeyAsync("m", "a", Sample.Blob(33, 1)));
    }

    [Fact]
    public async Task Save_replaces_and_delete_forgets()
    {
        await Store.SaveBaseKeyAsync("a", "m", Sample.Blob(33, 1));
        await Store.SaveBaseKeyAsync("a", "m", Sample.Blob(33, 2));
        await Store.SaveBaseKeyAsync("a", "n", Sample.Blob(33, 3));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 1)));
        Assert.True(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 2)));

        await Store.DeleteBaseKeyAsync("a", "m");
        await Store.DeleteBaseKeyAsync("a", "m");
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 2)));
        Assert.True(await Store.HasSameBaseKeyAsync("a", "n", Sample.Blob(33, 3)));
    }

    [Fact]
    public async Task An_empty_key_is_a_key()
    {
        Assert.False(await Store.HasSameBaseKeyAsync("a", "m", ReadOnlyMemory<byte>.Empty));
        await Store.SaveBaseKeyAsync("a", "m", ReadOnlyMemory<byte>.Empty);

        Assert.True(await Store.HasSameBaseKeyAsync("a", "m", ReadOnlyMemory<byte>.Empty));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_an_address_and_a_message_id(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.SaveBaseKeyAsync(other, other, Sample.Blob(33, 1));
        }

        Assert.False(await Store.HasSameBaseKeyAsync(key, key, Sample.Blob(33, 1)));
        await Store.SaveBaseKeyAsync(key, key, Sample.Blob(33, 1));
        Assert.True(await Store.HasSameBaseKeyAsync(key, key, Sample.Blob(33, 1)));
        await Store.DeleteBaseKeyAsync(key, key);
        Assert.False(await Store.HasSameBaseKeyAsync(key, key, Sample.Blob(33, 1)));
    }
}

/// <summary>The expiry, which a backend of the required members does not have.</summary>
public abstract class FullBaseKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Keys_created_before_the_cutoff_expire()
    {
        await Store.SaveBaseKeyAsync("a", "1", Sample.Blob(33, 1));
        Clock.Advance(1);
        await Store.SaveBaseKeyAsync("a", "2", Sample.Blob(33, 2));

        Assert.Equal(0, await Store.DeleteExpiredBaseKeysAsync(FakeTime.Start));
        Assert.Equal(1, await Store.DeleteExpiredBaseKeysAsync(FakeTime.Start + 1));
        Assert.False(await Store.HasSameBaseKeyAsync("a", "1", Sample.Blob(33, 1)));
        Assert.True(await Store.HasSameBaseKeyAsync("a", "2", Sample.Blob(33, 2)));
        Assert.Equal(0, await Store.DeleteExpiredBaseKeysAsync(FakeTime.Start + 1));
    }

    [Fact]
    public async Task Saving_again_keeps_the_creation_time()
    {
        await Store.SaveBaseKeyAsync("a", "1", Sample.Blob(33, 1));
        Clock.Advance(100);
        await Store.SaveBaseKeyAsync("a", "1", Sample.Blob(33, 2));

        Assert.Equal(1, await Store.DeleteExpiredBaseKeysAsync(FakeTime.Start + 50));
    }

    [Fact]
    public async Task A_key_deleted_and_saved_again_is_new()
    {
        await Store.SaveBaseKeyAsync("a", "1", Sample.Blob(33, 1));
        Clock.Advance(100);
        await Store.DeleteBaseKeyAsync("a", "1");
        await Store.SaveBaseKeyAsync("a", "1", Sample.Blob(33, 2));

        Assert.Equal(0, await Store.DeleteExpiredBaseKeysAsync(FakeTime.Start + 50));
    }
}
