using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Protocol;

/// <summary>A backend of the required members keeps no group metadata.</summary>
public abstract class FullGroupMetadataContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Put_replaces_and_delete_forgets()
    {
        Assert.Null(await Store.GetGroupMetadataAsync("g1"));
        await Store.PutGroupMetadataAsync("g1", Sample.Blob(70 * 1024, 1));
        await Store.PutGroupMetadataAsync("g2", ReadOnlyMemory<byte>.Empty);
        Assert.Equal(Sample.Blob(70 * 1024, 1), await Store.GetGroupMetadataAsync("g1"));
        Assert.Empty((await Store.GetGroupMetadataAsync("g2"))!);

        await Store.PutGroupMetadataAsync("g1", Sample.Blob(5, 2));
        Assert.Equal(Sample.Blob(5, 2), await Store.GetGroupMetadataAsync("g1"));

        await Store.DeleteGroupMetadataAsync("g1");
        await Store.DeleteGroupMetadataAsync("g1");
        Assert.Null(await Store.GetGroupMetadataAsync("g1"));
        Assert.NotNull(await Store.GetGroupMetadataAsync("g2"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_group(string name)
    {
        var key = HostileKeys.Get(name);
        foreach (var other in HostileKeys.All.Where(other => other != key))
        {
            await Store.PutGroupMetadataAsync(other, Sample.Blob(5, 9));
        }

        Assert.Null(await Store.GetGroupMetadataAsync(key));
        await Store.PutGroupMetadataAsync(key, Sample.Blob(5, 1));
        Assert.Equal(Sample.Blob(5, 1), await Store.GetGroupMetadataAsync(key));
        await Store.DeleteGroupMetadataAsync(key);
        Assert.Null(await Store.GetGroupMetadataAsync(key));
    }
}
