using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Nothing that was read before a change is cached after it (spec/caches.md 12.3 R8).</summary>
public sealed class RegistryRaceTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    public static TheoryData<string, bool, bool> Races
    {
        get
        {
            var races = new TheoryData<string, bool, bool>();
            foreach (var change in new[] { "invalidate", "update", "add", "remove", "migrate" })
            {
                // A patch loads the list itself, and would join the one read that is parked.
                foreach (var many in change is "add" or "remove" ? new[] { true } : [false, true])
                {
                    races.Add(change, many, false);
                    races.Add(change, many, true);
                }
            }

            return races;
        }
    }

    [Theory]
    [MemberData(nameof(Races))]
    public async Task A_read_with_an_old_row_in_hand_is_not_kept(string change, bool many, bool isAlias)
    {
        await using var harness = await OpenAsync(isMapped: change != "migrate");
        var row = change == "migrate" || isAlias ? Phone : Lid;
        await harness.StoreDevicesAsync(row, 0, 1);
        var order = harness.Steering.Park(ReadOf(many || change != "migrate"), after: true);
        var read = ReadAsync(harness, many);
        await order.Reached;
        await ChangeAsync(harness, change);
        order.Release();
        await read;

        var stored = (await harness.Store.GetDevicesAsync(Lid)) ?? await harness.Store.GetDevicesAsync(Phone);
        var cached = await harness.Registry.GetAsync(Phone);
        Assert.Equal(stored?.Devices.Count > 0 ? stored : null, cached);
        harness.Open();
        Assert.Equal(cached, await harness.Registry.GetAsync(Phone));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_between_the_steps_of_an_invalidation_resurrects_nothing(bool many)
    {
        await using var harness = await OpenAsync(isMapped: true);
        await harness.StoreDevicesAsync(Lid, 0, 1);
        var commit = harness.Steering.Park(nameof(IBackend.CommitAsync));
        var invalidation = harness.Registry.InvalidateAsync(Phone).AsTask();
        await commit.Reached;

        // The row is there still: a reader takes it along ...
        var order = harness.Steering.Park(ReadOf(true), after: true);
        var read = ReadAsync(harness, many);
        await order.Reached;
        commit.Release();
        await invalidation;
        // ... and comes with it when it is gone.
        order.Release();
        await read;
        Assert.Null(await harness.Registry.GetAsync(Phone));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_whose_answer_is_lost_leaves_cache_and_store_the_same(bool isDone)
    {
        await using var harness = await OpenAsync(isMapped: true);
        await harness.StoreDevicesAsync(Lid, 0, 1);
        _ = await harness.Registry.GetAsync(Lid);
        harness.Steering.FailNext(nameof(IBackend.UpdateDeviceListAsync), after: isDone);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Registry.AddDeviceAsync(Lid, new DeviceInfo(7, 7, false)).AsTask());
        Assert.Equal(await harness.Store.GetDevicesAsync(Lid), await harness.Registry.GetAsync(Lid));
        Assert.Equal(isDone, await harness.Registry.HasDeviceAsync(Lid, 7));
    }

    [Fact]
    public async Task Patches_of_one_user_at_the_same_time_lose_none()
    {
        await using var harness = await OpenAsync(isMapped: true);
        await harness.StoreDevicesAsync(Phone, 0);
        var adds = Enumerable.Range(1, 40).Select(i => Task.Run(async () =>
            await harness.Registry.AddDeviceAsync(i % 2 == 0 ? Lid : Phone, new DeviceInfo((uint)i, 1, false))));
        _ = await Task.WhenAll(adds);

        Assert.Equal(41, (await harness.Store.GetDevicesAsync(Lid))!.Devices.Count);
        Assert.Equal(await harness.Store.GetDevicesAsync(Lid), await harness.Registry.GetAsync(Phone));
    }

    [Fact]
    public async Task Those_who_ask_for_one_user_at_the_same_time_share_one_read()
    {
        await using var harness = await OpenAsync(isMapped: true);
        await harness.StoreDevicesAsync(Lid, 0, 1);
        var order = harness.Steering.Park(nameof(IBackend.GetDeviceListsAsync));
        var reads = Enumerable.Range(0, 8).Select(i => harness.Registry.GetAsync(i % 2 == 0 ? Lid : Phone).AsTask()).ToArray();
        await order.Reached;
        order.Release();
        Assert.All(await Task.WhenAll(reads), record => Assert.Equal(2, record!.Devices.Count));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetDeviceListsAsync)));
    }

    [Fact]
    public async Task Readers_and_writers_at_once_end_with_the_store()
    {
        await using var harness = await OpenAsync(isMapped: true);
        await harness.StoreDevicesAsync(Lid, 0, 1);
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await ReadAsync(harness, many: i > 0);
            }
        })).ToArray();
        for (var i = 0; i < 400; i++)
        {
            if (i % 4 == 3)
            {
                await harness.Registry.InvalidateAsync(Phone);
                Assert.Null(await harness.Registry.GetAsync(Lid));
            }
            else
            {
                await harness.Registry.UpdateAsync(DirectoryHarness.List(i % 2 == 0 ? Phone : Lid, 0, (uint)i));
                Assert.True(await harness.Registry.HasDeviceAsync(Phone, (uint)i) || i == 0);
            }
        }

        await end.CancelAsync();
        await Task.WhenAll(readers).WaitAsync(Harness.Patience);
        Assert.Equal(await harness.Store.GetDevicesAsync(Lid), await harness.Registry.GetAsync(Phone));
    }

    static string ReadOf(bool many) => many ? nameof(IBackend.GetDeviceListsAsync) : nameof(IBackend.GetDevicesAsync);

    static async Task ReadAsync(DirectoryHarness harness, bool many)
    {
        if (many)
        {
            _ = await harness.Registry.GetManyAsync([Phone]);
        }
        else
        {
            _ = await harness.Registry.GetAsync(Phone);
        }
    }

    static async Task ChangeAsync(DirectoryHarness harness, string change)
    {
        switch (change)
        {
            case "invalidate":
                await harness.Registry.InvalidateAsync(Lid);
                break;
            case "update":
                await harness.Registry.UpdateAsync(DirectoryHarness.List(Lid, 0, 9));
                break;
            case "add":
                Assert.True((await harness.Registry.AddDeviceAsync(Lid, new DeviceInfo(9, 9, false)).AsTask().WaitAsync(Harness.Patience)).IsChanged);
                break;
            case "remove":
                Assert.True((await harness.Registry.RemoveDeviceAsync(Lid, 1).AsTask().WaitAsync(Harness.Patience)).IsChanged);
                break;
            default:
                _ = await harness.Learner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.PeerPnMessage);
                break;
        }
    }

    static async Task<DirectoryHarness> OpenAsync(bool isMapped)
    {
        var harness = await DirectoryHarness.CreateAsync();
        if (isMapped)
        {
            await harness.StoreMappingAsync(Lid, Phone);
        }

        return harness;
    }
}
