using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Reads, writes and keys (spec/caches.md 7.1 to 7.3, 7.7, 7.8).</summary>
public sealed class DeviceRegistryTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    [Fact]
    public async Task A_list_stands_under_the_lid_and_is_found_by_either_name()
    {
        await using var harness = await MappedAsync();
        await harness.Registry.UpdateAsync(DirectoryHarness.List(Phone, 0, 3));

        Assert.Equal([Lid, Phone], await harness.Registry.GetLookupKeysAsync(Phone));
        Assert.Equal([Lid, Phone], await harness.Registry.GetLookupKeysAsync(Lid));
        Assert.Equal(["9"], await harness.Registry.GetLookupKeysAsync("9"));
        Assert.Equal([0u, 3u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync(Lid)));
        Assert.Null(await harness.Store.GetDevicesAsync(Phone));
        foreach (var user in new[] { Lid, Phone })
        {
            Assert.Equal([0u, 3u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(user)));
            Assert.True(await harness.Registry.HasDeviceAsync(user, 3));
            Assert.False(await harness.Registry.HasDeviceAsync(user, 4));
        }

        Assert.True(await harness.Registry.HasDeviceAsync("9", 0));
        Assert.False(await harness.Registry.HasDeviceAsync("9", 1));
    }

    [Fact]
    public async Task A_warm_read_is_the_same_object_and_reads_nothing()
    {
        await using var harness = await MappedAsync();
        await harness.StoreDevicesAsync(Phone, 0, 1);
        var first = await harness.Registry.GetAsync(Lid);
        _ = await harness.Registry.GetAsync(Phone);
        var reads = harness.Steering.Calls.Count;

        Assert.Same(first, await harness.Registry.GetAsync(Phone));
        Assert.Same(first, (await harness.Registry.GetManyAsync([Lid])).Records[Lid]);
        Assert.Equal(reads, harness.Steering.Calls.Count);
    }

    [Fact]
    public async Task The_old_row_goes_when_a_list_comes_under_the_other_name()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Registry.UpdateAsync(DirectoryHarness.List(Phone, 0, 1));
        await harness.StoreMappingAsync(Lid, Phone);
        harness.Open();
        Assert.Equal([0u, 1u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Lid)));

        await harness.Registry.UpdateAsync(DirectoryHarness.List(Phone, 0, 2));
        Assert.Equal([0u, 2u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync(Phone)));
        Assert.Null(await harness.Store.GetDevicesAsync(Phone));
        Assert.Equal([0u, 2u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync(Lid)));
    }

    [Fact]
    public async Task Jids_are_in_the_namespace_that_was_asked_with_hosted_devices_on_their_server()
    {
        await using var harness = await MappedAsync();
        await harness.Store.UpdateDeviceListAsync(new DeviceListRecord(Lid, [new(0, null, false), new(99, 1, true), new(70_000, 2, false), new(65_535, 3, false)], 1, null, null));

        Assert.Equal(
            [$"{Phone}@s.whatsapp.net", $"{Phone}:99@hosted", $"{Phone}:65535@s.whatsapp.net"],
            (await harness.Registry.GetDeviceJidsAsync(new Jid(Phone, JidServers.PhoneNumber)))!.Select(jid => jid.ToString()));
        Assert.Equal(
            [$"{Lid}@lid", $"{Lid}:99@hosted.lid", $"{Lid}:65535@lid"],
            (await harness.Registry.GetDeviceJidsAsync(new Jid(Lid, JidServers.Lid)))!.Select(jid => jid.ToString()));
        Assert.Null(await harness.Registry.GetDeviceJidsAsync(new Jid("9", JidServers.Lid)));
    }

    [Fact]
    public async Task An_empty_list_is_never_stored_and_reads_as_none()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.UpdateDeviceListAsync(DirectoryHarness.List("1"));
        Assert.Null(await harness.Registry.GetAsync("1"));
        Assert.Equal(["1"], (await harness.Registry.GetManyAsync(["1"])).Missing);

        await harness.Registry.UpdateAsync(DirectoryHarness.List("2", 0));
        await harness.Registry.UpdateAsync(DirectoryHarness.List("2"));
        _ = await harness.Registry.ApplyUsyncAsync(new[] { DirectoryHarness.List("2") });
        Assert.Equal([0u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync("2")));
    }

    [Fact]
    public async Task Many_are_read_at_once_under_both_names()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        for (var i = 0; i < 300; i++)
        {
            await harness.StoreMappingAsync($"{1_000 + i}", $"{5_000 + i}");
            await harness.StoreDevicesAsync(i % 2 == 0 ? $"{1_000 + i}" : $"{5_000 + i}", 0, 1);
        }

        string[] users = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? $"{5_000 + i}" : $"{1_000 + i}"), "77", "1@lid", ""];
        var lookup = await harness.Registry.GetManyAsync(users);
        Assert.Equal((300, "77"), (lookup.Records.Count, Assert.Single(lookup.Missing)));
        // By the first names, and of who has no list there by the second ones.
        Assert.Equal(2, harness.Steering.CountOf(nameof(IBackend.GetDeviceListsAsync)));
        Assert.Equal(4, harness.Steering.Calls.Count);

        var again = await harness.Registry.GetManyAsync([.. users.Where(user => user != "77")]);
        Assert.Equal(300, again.Records.Count);
        Assert.Equal(4, harness.Steering.Calls.Count);
    }

    [Fact]
    public async Task A_list_that_moves_to_the_first_name_between_the_reads_is_found()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync("1", "11");
        await harness.StoreDevicesAsync("11", 0, 3);
        var first = harness.Steering.Park(nameof(IBackend.GetDeviceListsAsync), after: true);
        var reading = harness.Registry.GetManyAsync(new[] { "1" }).AsTask();
        await first.Reached;
        await harness.Registry.UpdateAsync(DirectoryHarness.List("1", 0, 3));
        await harness.Store.DeleteDevicesAsync("11");
        first.Release();

        Assert.Empty((await reading).Missing);
    }

    [Fact]
    public async Task A_JID_says_which_mapping_is_asked_for()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync("1", "11");
        await harness.StoreDevicesAsync("1", 0, 3);
        var byLid = await harness.Registry.GetManyAsync(new[] { new Jid("1", JidServers.Lid), new Jid("5", JidServers.Lid) });
        Assert.Equal(("1", "5"), (Assert.Single(byLid.Records).Key, Assert.Single(byLid.Missing)));
        Assert.Equal(0, harness.Steering.CountOf(nameof(IBackend.GetPnMappingsAsync)));
        harness.Open();
        var byPhone = await harness.Registry.GetManyAsync(new[] { new Jid("11", JidServers.PhoneNumber) });
        Assert.Equal("11", Assert.Single(byPhone.Records).Key);
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetLidMappingsAsync)));
    }

    [Fact]
    public async Task A_sync_keeps_what_it_does_not_say_and_reads_nothing_twice()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Store.UpdateDeviceListAsync(new DeviceListRecord("1", [new(0, null, false), new(3, 9, false)], 1, null, 42));
        var lookup = await harness.Registry.GetManyAsync(["1", "2", "3"]);
        var reads = harness.Steering.CountOf(nameof(IBackend.GetDeviceListsAsync));
        var renewed = await harness.Registry.ApplyUsyncAsync(
            new[]
            {
                new DeviceListRecord("1", [new(0, null, false), new(3, null, false), new(4, null, false), new(4, 5, false), new(70_000, 1, false)], 2, "2:abc", null),
                DirectoryHarness.List("2", 0, 8),
                DirectoryHarness.List("3"),
            },
            lookup);

        Assert.Empty(renewed);
        Assert.Equal(reads, harness.Steering.CountOf(nameof(IBackend.GetDeviceListsAsync)));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.UpdateDeviceListsAsync)));
        Assert.Equal(
            new DeviceListRecord("1", [new(0, null, false), new(3, 9, false), new(4, null, false)], 2, "2:abc", 42), await harness.Store.GetDevicesAsync("1"));
        Assert.Equal([0u, 8u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync("2")));
        Assert.Null(await harness.Store.GetDevicesAsync("3"));
    }

    [Fact]
    public async Task A_sync_with_another_raw_id_deletes_the_companions_sessions_first()
    {
        await using var harness = await MappedAsync();
        await harness.Store.UpdateDeviceListAsync(new DeviceListRecord(Lid, [new(0, null, false), new(3, 9, false)], 1, null, 42));
        var news = new DeviceListRecord(Phone, [new(0, null, false), new(3, null, false)], 2, null, 43);
        harness.Signal.Failure = Signal.Cache.Steering.Down();
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Registry.ApplyUsyncAsync(new[] { news }).AsTask());
        Assert.Equal(42u, (await harness.Store.GetDevicesAsync(Lid))!.RawId);

        harness.Signal.Failure = null;
        Assert.Equal([Phone], await harness.Registry.ApplyUsyncAsync(new[] { news }));
        Assert.Equal($"companions {Lid} {Phone}", harness.Signal.Calls[^1]);
        // A key index of the former identity is not the new one's.
        Assert.Equal(new DeviceListRecord(Lid, [new(0, null, false), new(3, null, false)], 2, null, 43), await harness.Store.GetDevicesAsync(Lid));
    }

    [Fact]
    public async Task A_refresh_asks_again_when_the_list_changed_meanwhile_three_times_at_most()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreDevicesAsync("1", 0);
        var asked = 0;
        var result = await harness.Registry.RefreshAsync("1", async (user, token) =>
        {
            if (asked++ == 0)
            {
                _ = await harness.Registry.AddDeviceAsync(user, new DeviceInfo(5, 5, false), cancellationToken: token);
            }

            return DirectoryHarness.List(user, 0, 7);
        });
        Assert.Equal(2, asked);
        Assert.Equal([0u, 7u], DirectoryHarness.IdsOf(result));

        asked = 0;
        result = await harness.Registry.RefreshAsync("1", async (user, token) =>
        {
            _ = await harness.Registry.AddDeviceAsync(user, new DeviceInfo((uint)(20 + asked++), 5, false), cancellationToken: token);
            return DirectoryHarness.List(user, 0);
        });
        Assert.Equal(3, asked);
        Assert.Equal([0u, 7u, 20u, 21u, 22u], DirectoryHarness.IdsOf(result));
        Assert.Null(await harness.Registry.RefreshAsync("9", (_, _) => new((DeviceListRecord?)null)));
    }

    [Fact]
    public async Task An_invalidation_drops_both_names_in_the_store_too()
    {
        await using var harness = await MappedAsync();
        await harness.StoreDevicesAsync(Lid, 0, 1);
        await harness.StoreDevicesAsync(Phone, 0, 2);
        _ = await harness.Registry.GetAsync(Lid);
        await harness.Registry.InvalidateAsync(Phone);

        Assert.Null(await harness.Registry.GetAsync(Lid));
        Assert.Null(await harness.Store.GetDevicesAsync(Lid));
        Assert.Null(await harness.Store.GetDevicesAsync(Phone));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.CommitAsync)));
    }

    [Fact]
    public async Task A_migration_moves_the_list_and_the_newer_of_two_stays()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreDevicesAsync("11", 0, 1);
        await harness.Store.UpdateDeviceListAsync(DirectoryHarness.List("22", 0, 1));
        await harness.Store.UpdateDeviceListAsync(DirectoryHarness.List("2", 0, 2) with { Timestamp = 2_000 });
        _ = await harness.Registry.GetManyAsync(["11", "22"]);
        _ = await harness.Learner.LearnAsync(new[] { new LidPnPair("1", "11"), new LidPnPair("2", "22"), new LidPnPair("3", "33") }, LearningSource.Usync);

        Assert.Equal([0u, 1u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync("11")));
        Assert.Equal("1", (await harness.Registry.GetAsync("11"))!.User);
        Assert.Equal([0u, 2u], DirectoryHarness.IdsOf(await harness.Registry.GetAsync("22")));
        Assert.Null(await harness.Store.GetDevicesAsync("11"));
        Assert.Null(await harness.Store.GetDevicesAsync("22"));
        Assert.Null(await harness.Registry.GetAsync("33"));
    }

    [Fact]
    public async Task Absurd_lists_and_users_are_refused()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var absurd = DirectoryHarness.List("1", [.. Enumerable.Range(0, 2_000).Select(i => (uint)i)]);
        foreach (var record in new[] { absurd, DirectoryHarness.List("1@lid", 0), DirectoryHarness.List("", 0) })
        {
            Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(() => harness.Registry.UpdateAsync(record).AsTask())).Kind);
            _ = await Assert.ThrowsAsync<StoreException>(() => harness.Registry.ApplyUsyncAsync(new[] { DirectoryHarness.List("5", 0), record }).AsTask());
        }

        Assert.Null(await harness.Store.GetDevicesAsync("5"));
        Assert.Null(await harness.Registry.GetAsync("1@lid"));
        Assert.False((await harness.Registry.RemoveDeviceAsync("1@lid", 4)).IsChanged);
    }

    [Fact]
    public async Task A_custom_store_holds_the_lists()
    {
        var store = new Caching.DictionaryCacheStore();
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { CacheStores = CacheStores.All(store) });
        var record = new DeviceListRecord("1", [new(0, null, false), new(9, 4, true)], 7, "2:abc", 42);
        await harness.Registry.UpdateAsync(record);
        harness.Open();
        Assert.Equal(record, await harness.Registry.GetAsync("1"));
        Assert.Equal(0, harness.Steering.CountOf(nameof(IBackend.GetDevicesAsync)));
        Assert.Equal(
            "{\"user\":\"1\",\"devices\":[{\"device_id\":0,\"key_index\":null,\"is_hosted\":false},{\"device_id\":9,\"key_index\":4,\"is_hosted\":true}],\"timestamp\":7,\"phash\":\"2:abc\",\"raw_id\":42}",
            System.Text.Encoding.UTF8.GetString((await store.GetAsync(CacheNamespaces.DeviceRegistry, "1"))!));
        Assert.False(harness.Registry.IsLocal);
    }

    static async Task<DirectoryHarness> MappedAsync()
    {
        var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        return harness;
    }
}
