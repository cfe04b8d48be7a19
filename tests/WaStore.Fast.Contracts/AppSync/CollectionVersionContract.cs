using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.AppSync;

public abstract class CollectionVersionContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task A_collection_never_synced_is_empty_or_null()
    {
        await Store.SetVersionAsync("regular", Sample.State(4));

        Assert.Equal(HashState.Empty, await Store.GetVersionAsync("regular_high"));
        Assert.Null(await Store.TryGetVersionAsync("regular_high"));
    }

    [Theory]
    [InlineData(1ul)]
    [InlineData(9_223_372_036_854_775_808ul)]
    [InlineData(ulong.MaxValue)]
    public async Task Every_version_comes_back(ulong version)
    {
        var state = Sample.State(1) with { Version = version };
        await Store.SetVersionAsync("regular", state);

        Assert.Equal(state, await Store.GetVersionAsync("regular"));
        Assert.Equal(state, await Store.TryGetVersionAsync("regular"));
    }

    [Fact]
    public async Task Every_field_comes_back_and_is_replaced()
    {
        var full = new HashState
        {
            Version = 7,
            Hash = Sample.Blob(128, 7),
            IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = Sample.Blob(32, 1), [""] = ReadOnlyMemory<byte>.Empty, ["\u00e9"] = Sample.Blob(300, 2) },
            MacMismatchFatal = true,
        };
        await Store.SetVersionAsync("regular", full);
        Assert.Equal(full, await Store.GetVersionAsync("regular"));

        await Store.SetVersionAsync("regular", Sample.State(8));
        Assert.Equal(Sample.State(8), await Store.GetVersionAsync("regular"));
    }

    [Fact]
    public async Task Fields_of_a_later_version_survive_a_rewrite()
    {
        // Field 5, varint 1, as a later writer may leave it; then field 90, 3 bytes.
        var unknown = Convert.FromHexString("2801D20503AABBCC");
        await Store.SetVersionAsync("regular", Sample.State(1) with { UnknownFields = unknown });
        var read = await Store.GetVersionAsync("regular");
        await Store.SetVersionAsync("regular", read with { Version = 2 });

        Assert.Equal(Sample.State(1) with { Version = 2, UnknownFields = unknown }, await Store.GetVersionAsync("regular"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_name_and_only_itself(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.SetVersionAsync(other, Sample.State(9));
        }

        Assert.Null(await Store.TryGetVersionAsync(key));
        await Store.SetVersionAsync(key, Sample.State(1));
        Assert.Equal(Sample.State(1), await Store.GetVersionAsync(key));
    }

    [Fact]
    public async Task Deleting_a_version_takes_its_macs_and_no_other_collection()
    {
        foreach (var name in Sample.Of("regular", "regular_high"))
        {
            await Store.SetVersionAsync(name, Sample.State(3));
            await Store.PutMutationMacsAsync(name, 3, Sample.Many(3, Sample.Mac));
        }

        await Store.DeleteVersionAsync("regular");
        await Store.DeleteVersionAsync("regular");

        Assert.Null(await Store.TryGetVersionAsync("regular"));
        Assert.Empty(await Store.GetMutationMacsAsync("regular", Sample.Many(3, Sample.Key)));
        Assert.Equal(Sample.State(3), await Store.TryGetVersionAsync("regular_high"));
        Assert.Equal(3, (await Store.GetMutationMacsAsync("regular_high", Sample.Many(3, Sample.Key))).Count);
    }
}
