using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>Where the ids of 24 bits end: nothing is overwritten, nothing is given to the server twice that it had before.</summary>
public sealed class PreKeyWrapTests
{
    const uint Max = 16_777_215;

    readonly ServerPool _server = new();

    [Theory]
    [InlineData(Max - 811, Max - 811, Max + 1)]
    [InlineData(Max - 810, 1u, 813u)]
    [InlineData(Max, 1u, 813u)]
    [InlineData(Max + 1, 1u, 813u)]
    public async Task A_batch_does_not_run_over_the_end(uint next, uint expectedFirst, uint expectedNext)
    {
        await using var harness = await AtAsync(next, next);
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal((expectedFirst, expectedNext - 1), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
        Assert.Equal(expectedNext, harness.Manager.GetSnapshot().Row.NextPreKeyId);
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal(1_624, _server.Pool.Count);
    }

    [Fact]
    public async Task What_is_left_over_at_the_end_is_offered_with_what_fits_behind_it()
    {
        await using var harness = await AtAsync(Max - 4, Max - 9);
        for (var id = Max - 9; id < Max - 4; id++)
        {
            await harness.Store.StorePreKeyAsync(id, _server.Create(id), uploaded: false);
        }

        Assert.Equal(10, await UploadAsync(harness));
        Assert.Equal((Max - 9, Max), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal(1u, _server.Pool.Keys.Min());
    }

    [Fact]
    public async Task What_is_left_over_at_the_very_end_is_offered_alone()
    {
        await using var harness = await AtAsync(Max + 1, Max - 1);
        await harness.Store.StorePreKeyAsync(Max, _server.Create(Max), uploaded: false);
        Assert.Equal(1, await UploadAsync(harness));
        Assert.Equal(812, await UploadAsync(harness));
    }

    [Fact]
    public async Task Keys_of_the_round_before_that_nobody_used_are_left_alone()
    {
        await using var harness = await AtAsync(Max - 100, Max - 100);
        uint[] old = [1, 2, 300, 1_111, 1_112, 2_500];
        foreach (var id in old)
        {
            await harness.Store.StorePreKeyAsync(id, new byte[] { 42 }, uploaded: true);
        }

        // The first run of 812 free ids is from 1113 on.
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal((1_113u, 1_924u), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal(3_312u, _server.Pool.Keys.Max());
        foreach (var id in old)
        {
            Assert.Equal(new byte[] { 42 }, await harness.Store.LoadPreKeyAsync(id));
        }
    }

    [Fact]
    public async Task What_is_left_over_is_filled_up_only_to_the_next_old_key()
    {
        await using var harness = await AtAsync(11, 1);
        for (var id = 1u; id <= 10; id++)
        {
            await harness.Store.StorePreKeyAsync(id, _server.Create(id), uploaded: false);
        }

        await harness.Store.StorePreKeyAsync(21, new byte[] { 42 }, uploaded: true);
        // Were the old key inside the window, a crash now would offer it again.
        Assert.Equal(20, await UploadAsync(harness));
        Assert.Equal(812, await UploadAsync(harness));
        Assert.Equal((1u, 833u), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
        Assert.DoesNotContain(21u, _server.Pool.Keys);
    }

    [Fact]
    public async Task Where_old_keys_lie_close_the_longest_run_will_do()
    {
        await using var harness = await AtAsync(1, 1);
        var entries = new List<PreKeyEntry>();
        for (var id = 1u; id <= 70_000; id += id == 31_001 ? 60u : 20u)
        {
            entries.Add(new PreKeyEntry(id, new byte[] { 42 }));
        }

        await harness.Store.StorePreKeysAsync(entries.ToArray(), uploaded: true);
        Assert.Equal(59, await UploadAsync(harness));
        Assert.Equal((31_002u, 31_060u), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
    }

    [Fact]
    public async Task Where_no_id_is_free_it_says_so_and_overwrites_nothing()
    {
        await using var harness = await AtAsync(1, 1);
        await harness.Store.StorePreKeysAsync(Enumerable.Range(1, 65 * 812).Select(id => new PreKeyEntry((uint)id, new byte[] { 42 })).ToArray(), uploaded: true);
        var refused = await Assert.ThrowsAsync<StoreException>(() => UploadAsync(harness));
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.Equal(0, _server.Made);
    }

    Task<int> UploadAsync(DeviceHarness harness) => new PreKeyPool(harness.Manager, _server).UploadAsync(_server.AcceptAsync).AsTask();

    static async Task<DeviceHarness> AtAsync(uint next, uint first)
    {
        var harness = await DeviceHarness.OpenAsync();
        _ = await harness.Manager.ProcessCommandAsync(new DeviceCommand.SetPreKeyWatermarks(next, first));
        return harness;
    }
}
