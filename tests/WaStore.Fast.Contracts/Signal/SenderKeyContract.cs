using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

public abstract class SenderKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Put_replaces_and_delete_forgets()
    {
        Assert.Null(await Store.GetSenderKeyAsync("g:a"));
        await Store.PutSenderKeyAsync("g:a", Sample.Blob(200, 1));
        await Store.PutSenderKeyAsync("g:a", Sample.Blob(20, 2));
        await Store.PutSenderKeyAsync("g:b", Sample.Blob(20, 3));
        Assert.Equal(Sample.Blob(20, 2), await Store.GetSenderKeyAsync("g:a"));

        await Store.DeleteSenderKeyAsync("g:a");
        await Store.DeleteSenderKeyAsync("g:a");
        Assert.Null(await Store.GetSenderKeyAsync("g:a"));
        Assert.NotNull(await Store.GetSenderKeyAsync("g:b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70 * 1024)]
    public async Task Records_of_any_length_come_back(int length)
    {
        await Store.PutSenderKeyAsync("g:a", Sample.Blob(length, 1));

        Assert.Equal(Sample.Blob(length, 1), await Store.GetSenderKeyAsync("g:a"));
        Assert.Equal(Sample.Blob(length, 1), (await Store.GetSenderKeysAsync(Sample.Of("g:a")))["g:a"]);
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_name_and_only_itself(string name)
    {
        var key = HostileKeys.Get(name);
        await Store.PutSenderKeysAsync(HostileKeys.All.Where(other => other != key).Select(other => new RecordEntry(other, Sample.Blob(5, 9))).ToArray());
        Assert.Null(await Store.GetSenderKeyAsync(key));

        await Store.PutSenderKeyAsync(key, Sample.Blob(8, 1));
        Assert.Equal(Sample.Blob(8, 1), (await Store.GetSenderKeysAsync(new[] { key }))[key]);

        await Store.DeleteSenderKeysAsync(new[] { key });
        Assert.Equal(HostileKeys.All.Count - 1, (await Store.GetSenderKeysAsync(HostileKeys.All.ToArray())).Count);
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Batches_of_any_size_go_in_come_back_and_go(int size)
    {
        var names = Sample.Many(size, i => $"g{i}:a");
        await Store.PutSenderKeyAsync("bystander", Sample.Blob(4, 4));
        await Store.PutSenderKeysAsync(Sample.Many(size, i => new RecordEntry(names[i], BitConverter.GetBytes(i))));

        var found = await Store.GetSenderKeysAsync(names);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(BitConverter.GetBytes(i), found[names[i]]));

        await Store.DeleteSenderKeysAsync(names);
        Assert.Empty(await Store.GetSenderKeysAsync(names));
        Assert.NotNull(await Store.GetSenderKeyAsync("bystander"));
    }

    [Fact]
    public async Task Of_one_name_twice_in_a_batch_the_last_wins_and_it_is_answered_once()
    {
        await Store.PutSenderKeysAsync(new RecordEntry[] { new("g:a", Sample.Blob(4, 1)), new("g:b", Sample.Blob(4, 2)), new("g:a", Sample.Blob(4, 3)) });

        var found = await Store.GetSenderKeysAsync(Sample.Many(1200, i => i % 2 == 0 ? "g:a" : $"missing{i}"));
        Assert.Equal(Sample.Blob(4, 3), Assert.Single(found).Value);
    }
}
