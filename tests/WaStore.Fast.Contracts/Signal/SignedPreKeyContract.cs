using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

public abstract class SignedPreKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(2_147_483_648u)]
    [InlineData(4_294_967_295u)]
    public async Task Every_id_works(uint id)
    {
        Assert.Null(await Store.LoadSignedPreKeyAsync(id));
        await Store.StoreSignedPreKeyAsync(id, Sample.Blob(170, 1));
        await Store.StoreSignedPreKeyAsync(id, Sample.Blob(170, 2));
        Assert.Equal(Sample.Blob(170, 2), await Store.LoadSignedPreKeyAsync(id));
        Assert.Equal([new PreKeyEntry(id, Sample.Blob(170, 2))], await Store.LoadAllSignedPreKeysAsync());

        await Store.RemoveSignedPreKeyAsync(id);
        await Store.RemoveSignedPreKeyAsync(id);
        Assert.Empty(await Store.LoadAllSignedPreKeysAsync());
    }

    [Fact]
    public async Task All_come_back()
    {
        for (var i = 0; i < 30; i++)
        {
            await Store.StoreSignedPreKeyAsync((uint)i, Sample.Blob(i, i));
        }

        var all = await Store.LoadAllSignedPreKeysAsync();
        Assert.Equal(Sample.Many(30, i => new PreKeyEntry((uint)i, Sample.Blob(i, i))), all.OrderBy(entry => entry.Id));
    }

    [Fact]
    public async Task Signed_and_one_time_keys_do_not_mix()
    {
        await Store.StoreSignedPreKeyAsync(1, Sample.Blob(4, 1));
        Assert.Null(await Store.LoadPreKeyAsync(1));
        Assert.Equal(0u, await Store.GetMaxPreKeyIdAsync());

        await Store.RemovePreKeyAsync(1);
        Assert.Equal(Sample.Blob(4, 1), await Store.LoadSignedPreKeyAsync(1));
    }
}
