using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.AppSync;

public abstract class PatchContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(0, 501)]
    [InlineData(501, 0)]
    [InlineData(501, 1000)]
    public async Task A_patch_removes_adds_and_sets_the_version(int removed, int added)
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Many(removed + 1, Sample.Mac));
        await Store.CommitPatchAsync(
            "regular", Sample.State(5), Sample.Many(removed, Sample.Key), Sample.Many(added, i => Sample.Mac(10_000 + i)));

        Assert.Equal(Sample.State(5), await Store.GetVersionAsync("regular"));
        Assert.Equal(Sample.Key(removed), Assert.Single(await Store.GetMutationMacsAsync("regular", Sample.Many(removed + 1, Sample.Key))).Key);
        Assert.Equal(added, (await Store.GetMutationMacsAsync("regular", Sample.Many(added, i => Sample.Key(10_000 + i)))).Count);
    }

    [Fact]
    public async Task An_index_removed_and_added_ends_up_added()
    {
        await Store.PutMutationMacsAsync("regular", 1, Sample.Of(Sample.Mac(1)));
        await Store.CommitPatchAsync("regular", Sample.State(2), Sample.Of(Sample.Key(1)), Sample.Of(new MutationMac(Sample.Key(1), Sample.Blob(32, 60))));

        Assert.Equal(Sample.Blob(32, 60), await Store.GetMutationMacAsync("regular", Sample.Key(1)));
    }

    [Fact]
    public async Task A_patch_touches_only_its_collection()
    {
        await Store.SetVersionAsync("critical_block", Sample.State(3));
        await Store.PutMutationMacsAsync("critical_block", 3, Sample.Of(Sample.Mac(1)));
        await Store.CommitPatchAsync("regular", Sample.State(9), Sample.Of(Sample.Key(1)), Sample.Of(Sample.Mac(2)));

        Assert.Equal(Sample.State(3), await Store.GetVersionAsync("critical_block"));
        Assert.Equal(Sample.Blob(32, 1), await Store.GetMutationMacAsync("critical_block", Sample.Key(1)));
        Assert.Null(await Store.GetMutationMacAsync("critical_block", Sample.Key(2)));
    }
}
