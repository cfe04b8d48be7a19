using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.AppSync;

public abstract class MutationMacContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [MemberData(nameof(ListSizes.WithLargest), MemberType = typeof(ListSizes))]
    public async Task Macs_in_any_number_go_in_come_back_and_go(int size)
    {
        var indexes = Sample.Many(size, Sample.Key);
        await Store.PutMutationMacsAsync("regular", 1, Sample.Of(Sample.Mac(-1)));
        await Store.PutMutationMacsAsync("regular", 1, Sample.Many(size, i => new MutationMac(indexes[i], BitConverter.GetBytes(i))));

        var found = await Store.GetMutationMacsAsync("regular", indexes);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(BitConverter.GetBytes(i), found[indexes[i]]));

        await Store.DeleteMutationMacsAsync("regular", indexes);
        Assert.Empty(await Store.GetMutationMacsAsync("regular", indexes));
        Assert.NotNull(await Store.GetMutationMacAsync("regular", Sample.Key(-1)));
    }

    [Fact]
    public async Task The_batch_read_answers_as_the_single_one()
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Many(25, Sample.Mac));

        var asked = Sample.Many(30, Sample.Key);
        var found = await Store.GetMutationMacsAsync("regular", asked);
        foreach (var index in asked)
        {
            Assert.Equal(await Store.GetMutationMacAsync("regular", index), found.GetValueOrDefault(index));
        }

        Assert.Equal(25, found.Count);
    }

    [Fact]
    public async Task Put_replaces_the_value_and_of_one_index_twice_the_last_wins()
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Of(Sample.Mac(1)));
        await Store.PutMutationMacsAsync("regular", 2, Sample.Of(new MutationMac(Sample.Key(1), Sample.Blob(32, 50)), new MutationMac(Sample.Key(1), Sample.Blob(32, 51))));

        Assert.Equal(Sample.Blob(32, 51), await Store.GetMutationMacAsync("regular", Sample.Key(1)));
    }

    [Fact]
    public async Task Of_one_index_twice_across_chunks_the_last_wins()
    {
        var macs = Sample.Many(1100, Sample.Mac);
        macs[^1] = new MutationMac(Sample.Key(0), Sample.Blob(32, 99));
        await Store.PutMutationMacsAsync("regular", ulong.MaxValue, macs);

        Assert.Equal(Sample.Blob(32, 99), await Store.GetMutationMacAsync("regular", Sample.Key(0)));
    }

    [Fact]
    public async Task An_empty_value_is_not_absent()
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Of(new MutationMac(Sample.Key(1), ReadOnlyMemory<byte>.Empty)));

        Assert.Empty((await Store.GetMutationMacAsync("regular", Sample.Key(1)))!);
        Assert.Null(await Store.GetMutationMacAsync("regular", Sample.Key(2)));
    }

    [Fact]
    public async Task An_index_asked_twice_is_answered_once()
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Of(Sample.Mac(1)));

        var found = await Store.GetMutationMacsAsync("regular", Sample.Many(1200, i => Sample.Key(i % 2 == 0 ? 1 : i + 10)));
        Assert.Equal(Sample.Key(1), Assert.Single(found).Key);
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Collections_of_any_name_do_not_mix(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.PutMutationMacsAsync(other, 1, Sample.Of(Sample.Mac(1)));
        }

        Assert.Null(await Store.GetMutationMacAsync(key, Sample.Key(1)));
        await Store.PutMutationMacsAsync(key, 1, Sample.Of(Sample.Mac(1), Sample.Mac(2)));
        await Store.DeleteMutationMacsAsync(key, Sample.Of(Sample.Key(2), Sample.Key(3), Sample.Key(2)));
        Assert.NotNull(await Store.GetMutationMacAsync(key, Sample.Key(1)));

        await Store.ClearMutationMacsAsync(key);
        Assert.Null(await Store.GetMutationMacAsync(key, Sample.Key(1)));
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            Assert.NotNull(await Store.GetMutationMacAsync(other, Sample.Key(1)));
        }
    }
}
