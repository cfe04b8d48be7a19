using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

public abstract class PreKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(16_777_215u)]
    [InlineData(2_147_483_647u)]
    [InlineData(2_147_483_648u)]
    [InlineData(4_294_967_295u)]
    public async Task Every_id_works(uint id)
    {
        Assert.Null(await Store.LoadPreKeyAsync(id));
        await Store.StorePreKeyAsync(id, Sample.Blob(74, 1), uploaded: false);
        Assert.Equal(Sample.Blob(74, 1), await Store.LoadPreKeyAsync(id));
        Assert.Equal([new PreKeyEntry(id, Sample.Blob(74, 1))], await Store.LoadPreKeysAsync(new[] { id }));

        await Store.MarkPreKeysUploadedAsync(new[] { id });
        Assert.Equal(Sample.Blob(74, 1), await Store.LoadPreKeyAsync(id));

        await Store.RemovePreKeyAsync(id);
        await Store.RemovePreKeyAsync(id);
        Assert.Null(await Store.LoadPreKeyAsync(id));
    }

    [Fact]
    public async Task Store_replaces_and_an_empty_record_is_not_absent()
    {
        await Store.StorePreKeyAsync(1, Sample.Blob(74, 1), uploaded: true);
        await Store.StorePreKeyAsync(1, ReadOnlyMemory<byte>.Empty, uploaded: false);

        Assert.Empty((await Store.LoadPreKeyAsync(1))!);
    }

    [Theory]
    [MemberData(nameof(ListSizes.WithLargest), MemberType = typeof(ListSizes))]
    public async Task Batches_of_any_size_go_in_come_back_and_go(int size)
    {
        var ids = Sample.Many(size, i => (uint)i + 1);
        await Store.StorePreKeyAsync(40_000, Sample.Blob(4, 4), uploaded: false);
        await Store.StorePreKeysAsync(Sample.Many(size, i => new PreKeyEntry(ids[i], BitConverter.GetBytes(i))), uploaded: false);
        await Store.MarkPreKeysUploadedAsync(ids);

        var found = (await Store.LoadPreKeysAsync(ids)).ToDictionary(entry => entry.Id, entry => entry.Record);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(BitConverter.GetBytes(i), found[ids[i]].ToArray()));

        await Store.RemovePreKeysAsync(ids);
        Assert.Empty(await Store.LoadPreKeysAsync(ids));
        Assert.NotNull(await Store.LoadPreKeyAsync(40_000));
    }

    [Fact]
    public async Task Of_one_id_twice_in_a_batch_the_last_wins()
    {
        await Store.StorePreKeysAsync(new PreKeyEntry[] { new(1, Sample.Blob(4, 1)), new(2, Sample.Blob(4, 2)), new(1, Sample.Blob(4, 3)) }, uploaded: false);

        Assert.Equal(Sample.Blob(4, 3), await Store.LoadPreKeyAsync(1));
    }

    [Fact]
    public async Task A_batch_read_names_only_what_exists()
    {
        await Store.StorePreKeyAsync(3, Sample.Blob(4, 1), uploaded: false);

        Assert.Equal([3u], (await Store.LoadPreKeysAsync(Sample.Many(1200, i => (uint)i))).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Marking_uploaded_never_brings_a_consumed_key_back()
    {
        await Store.StorePreKeysAsync(new PreKeyEntry[] { new(1, Sample.Blob(4, 1)), new(2, Sample.Blob(4, 2)) }, uploaded: false);
        await Store.RemovePreKeyAsync(1);
        await Store.MarkPreKeysUploadedAsync(Sample.Of(1u, 2u, 3u, 2u));

        Assert.Null(await Store.LoadPreKeyAsync(1));
        Assert.Equal(Sample.Blob(4, 2), await Store.LoadPreKeyAsync(2));
        Assert.Null(await Store.LoadPreKeyAsync(3));
        Assert.Equal(2u, await Store.GetMaxPreKeyIdAsync());
    }

    [Fact]
    public async Task Removing_a_batch_forgives_absent_and_repeated_ids()
    {
        await Store.StorePreKeyAsync(1, Sample.Blob(4, 1), uploaded: false);
        await Store.RemovePreKeysAsync(Sample.Of(9u, 1u, 1u));

        Assert.Null(await Store.LoadPreKeyAsync(1));
    }

    [Fact]
    public async Task The_greatest_id_is_0_without_keys_and_shrinks_with_them()
    {
        Assert.Equal(0u, await Store.GetMaxPreKeyIdAsync());
        await Store.StorePreKeysAsync(new PreKeyEntry[] { new(9, Sample.Blob(4, 1)), new(100, Sample.Blob(4, 2)), new(20, Sample.Blob(4, 3)) }, uploaded: true);
        Assert.Equal(100u, await Store.GetMaxPreKeyIdAsync());

        await Store.RemovePreKeyAsync(100);
        Assert.Equal(20u, await Store.GetMaxPreKeyIdAsync());
    }

    [Fact]
    public async Task Ids_from_2_to_the_31_are_negative_in_the_file_and_lose_to_any_other()
    {
        await Store.StorePreKeyAsync(2_147_483_648, Sample.Blob(4, 1), uploaded: false);
        await Store.StorePreKeyAsync(4_294_967_295, Sample.Blob(4, 2), uploaded: false);
        Assert.Equal(4_294_967_295u, await Store.GetMaxPreKeyIdAsync());

        await Store.StorePreKeyAsync(5, Sample.Blob(4, 3), uploaded: false);
        Assert.Equal(5u, await Store.GetMaxPreKeyIdAsync());
    }
}
