using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

public abstract class IdentityContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Absent_identity_is_null() => Assert.Null(await Store.LoadIdentityAsync("a"));

    [Fact]
    public async Task Put_replaces_and_delete_forgets()
    {
        await Store.PutIdentityAsync("a", Sample.Key(1));
        await Store.PutIdentityAsync("a", Sample.Key(2));
        await Store.PutIdentityAsync("b", Sample.Key(3));
        Assert.Equal(Sample.Key(2), await Store.LoadIdentityAsync("a"));

        await Store.DeleteIdentityAsync("a");
        await Store.DeleteIdentityAsync("a");
        Assert.Null(await Store.LoadIdentityAsync("a"));
        Assert.Equal(Sample.Key(3), await Store.LoadIdentityAsync("b"));
    }

    [Fact]
    public async Task A_key_of_zeros_is_a_key()
    {
        await Store.PutIdentityAsync("a", default);

        Assert.Equal(default(Key32), await Store.LoadIdentityAsync("a"));
    }

    [Fact]
    public async Task An_identity_is_not_a_session()
    {
        await Store.PutIdentityAsync("a", Sample.Key(1));
        Assert.False(await Store.HasSessionAsync("a"));

        await Store.PutSessionAsync("a", Sample.Blob(4, 1));
        await Store.DeleteSessionAsync("a");
        Assert.Equal(Sample.Key(1), await Store.LoadIdentityAsync("a"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_an_address_and_only_itself(string name)
    {
        var address = HostileKeys.Get(name);
        await Store.PutIdentitiesAsync(HostileKeys.All.Where(other => other != address).Select(other => new IdentityEntry(other, Sample.Key(9))).ToArray());
        Assert.Null(await Store.LoadIdentityAsync(address));

        await Store.PutIdentityAsync(address, Sample.Key(1));
        Assert.Equal(Sample.Key(1), (await Store.LoadIdentitiesAsync(new[] { address }))[address]);

        await Store.DeleteIdentitiesAsync(new[] { address });
        Assert.Equal(HostileKeys.All.Count - 1, (await Store.LoadIdentitiesAsync(HostileKeys.All.ToArray())).Count);
    }

    [Theory]
    [MemberData(nameof(ListSizes.WithLargest), MemberType = typeof(ListSizes))]
    public async Task Batches_of_any_size_go_in_come_back_and_go(int size)
    {
        var addresses = Sample.Many(size, i => $"{i}@lid.0");
        await Store.PutIdentityAsync("bystander", Sample.Key(4));
        await Store.PutIdentitiesAsync(Sample.Many(size, i => new IdentityEntry(addresses[i], Sample.Key(i))));

        var found = await Store.LoadIdentitiesAsync(addresses);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(Sample.Key(i), found[addresses[i]]));

        await Store.DeleteIdentitiesAsync(addresses);
        Assert.Empty(await Store.LoadIdentitiesAsync(addresses));
        Assert.NotNull(await Store.LoadIdentityAsync("bystander"));
    }

    [Fact]
    public async Task Of_one_address_twice_in_a_batch_the_last_wins()
    {
        await Store.PutIdentitiesAsync(new IdentityEntry[] { new("a", Sample.Key(1)), new("b", Sample.Key(2)), new("a", Sample.Key(3)) });

        Assert.Equal(Sample.Key(3), await Store.LoadIdentityAsync("a"));
    }

    [Fact]
    public async Task A_batch_read_names_only_what_exists_and_once()
    {
        await Store.PutIdentityAsync("a", Sample.Key(1));

        var found = await Store.LoadIdentitiesAsync(Sample.Many(1200, i => i % 2 == 0 ? "a" : $"missing{i}"));
        Assert.Equal("a", Assert.Single(found).Key);
    }
}
