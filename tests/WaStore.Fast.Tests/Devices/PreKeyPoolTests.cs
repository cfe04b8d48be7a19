using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The life of the one-time pre-keys (spec/caches.md 3.3).</summary>
public sealed class PreKeyPoolTests
{
    readonly ServerPool _server = new();

    [Fact]
    public async Task The_first_upload_is_812_keys_from_1_on_stored_before_and_marked_after()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        var uploaded = await pool.UploadAsync(async (keys, token) =>
        {
            Assert.Equal(Enumerable.Range(1, 812).Select(id => (uint)id), keys.ToArray().Select(key => key.Id));
            Assert.Equal(812, (await harness.Store.LoadPreKeysAsync(keys.ToArray().Select(key => key.Id).ToArray(), token)).Count);
            Assert.Equal((813u, 1u, false), await StoredAsync(harness));
            Assert.All(keys.ToArray(), key => Assert.False(harness.Store.IsPreKeyUploaded(key.Id)));
            await _server.AcceptAsync(keys, token);
        });

        Assert.Equal(812, uploaded);
        Assert.Equal((813u, 813u, true), await StoredAsync(harness));
        Assert.All(_server.Pool.Keys, id => Assert.True(harness.Store.IsPreKeyUploaded(id)));
        Assert.False(harness.Manager.IsDirty);
    }

    [Fact]
    public async Task Keys_and_watermark_are_one_synced_commit_and_so_are_the_marks()
    {
        var recorder = new BatchRecorder();
        await using var manager = await PersistenceManager.OpenAsync(recorder.Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        recorder.Synced.Clear();
        recorder.Counts.Clear();
        var pool = new PreKeyPool(manager, _server);
        _ = await pool.UploadAsync((keys, token) =>
        {
            Assert.Equal([2], recorder.Counts);
            return _server.AcceptAsync(keys, token);
        });
        Assert.Equal([true, true], recorder.Synced);
        Assert.Equal([2, 2], recorder.Counts);
    }

    [Fact]
    public async Task What_the_server_did_not_accept_is_offered_again_and_filled_up()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await Assert.ThrowsAsync<TimeoutException>(() => new PreKeyPool(harness.Manager, _server).UploadAsync((keys, _) =>
        {
            Note(keys);
            throw new TimeoutException();
        }).AsTask());
        Assert.Equal((813u, 1u, false), await StoredAsync(harness));
        await harness.Store.RemovePreKeysAsync(new uint[] { 1, 5, 812 });

        _ = await new PreKeyPool(harness.Manager, _server).UploadAsync((keys, token) =>
        {
            var ids = keys.ToArray().Select(key => key.Id).ToList();
            Assert.Equal(Enumerable.Range(1, 815).Select(id => (uint)id).Except([1u, 5u, 812u]), ids);
            return _server.AcceptAsync(keys, token);
        });
        Assert.Equal(815, _server.Made);
        Assert.Equal((816u, 816u, true), await StoredAsync(harness));
    }

    [Fact]
    public async Task A_key_that_is_used_while_the_server_answers_stays_gone()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await new PreKeyPool(harness.Manager, _server).UploadAsync(async (keys, token) =>
        {
            await _server.AcceptAsync(keys, token);
            await harness.Store.RemovePreKeyAsync(_server.Take(7).Id, token);
        });
        Assert.Null(await harness.Store.LoadPreKeyAsync(7));
        Assert.Null(harness.Store.IsPreKeyUploaded(7));
        Assert.True(harness.Store.IsPreKeyUploaded(8));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(811, false)]
    public async Task It_is_refilled_below_5(int onServer, bool isRefilled)
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        var uploaded = await pool.RefillAsync(_ => ValueTask.FromResult(onServer), _server.AcceptAsync);
        Assert.Equal(isRefilled ? 812 : 0, uploaded);
        Assert.Equal(isRefilled, harness.Manager.GetSnapshot().Row.ServerHasPreKeys);
    }

    [Fact]
    public async Task Two_who_refill_at_once_count_one_after_the_other()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        var gate = new TaskCompletionSource();
        ValueTask<int> Count(CancellationToken _) => ValueTask.FromResult(_server.Pool.Count);
        var first = pool.RefillAsync(Count, async (keys, token) =>
        {
            await gate.Task;
            await _server.AcceptAsync(keys, token);
        }).AsTask();
        var second = pool.RefillAsync(Count, _server.AcceptAsync).AsTask();
        Assert.False(second.IsCompleted);
        gate.SetResult();
        Assert.Equal((812, 0), (await first, await second));
    }

    [Fact]
    public async Task A_login_uploads_once()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        Assert.Equal(812, await pool.UploadAtLoginAsync(_server.AcceptAsync));
        Assert.Equal(0, await pool.UploadAtLoginAsync((_, _) => throw new InvalidOperationException()));
        Assert.Equal(812, await pool.UploadAsync(_server.AcceptAsync));
        Assert.Equal((1625u, 1625u, true), await StoredAsync(harness));
    }

    [Fact]
    public async Task Without_durable_keys_nothing_reaches_the_server()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        harness.Steering.FailNext(DeviceHarness.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => pool.UploadAsync((_, _) => throw new InvalidOperationException("reached")).AsTask());
        // Whether that commit reached the file is not known, so its ids are not made again.
        Assert.Equal(812, await pool.UploadAsync(_server.AcceptAsync));
        Assert.Equal(813u, _server.Pool.Keys.Min());
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_again()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        harness.Steering.FailNext(DeviceHarness.Commit, after: true);
        _ = await Assert.ThrowsAsync<StoreException>(() => pool.UploadAsync(_server.AcceptAsync).AsTask());
        Assert.Empty(_server.Pool);
        Assert.Equal(812, await pool.UploadAsync(_server.AcceptAsync));
        Assert.Equal((1u, 812), (_server.Pool.Keys.Min(), _server.Made));
    }

    [Fact]
    public async Task An_offer_waits_for_a_watermark_that_an_earlier_commit_failed_to_save()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        harness.Steering.FailNext(DeviceHarness.Commit, after: true);
        _ = await Assert.ThrowsAsync<StoreException>(() => pool.UploadAsync(_server.AcceptAsync).AsTask());
        harness.Steering.Break(DeviceHarness.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => pool.UploadAsync((_, _) => throw new InvalidOperationException("reached")).AsTask());
    }

    [Fact]
    public async Task One_key_for_a_retry_is_the_first_that_the_server_was_not_given()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var pool = new PreKeyPool(harness.Manager, _server);
        _ = await Assert.ThrowsAsync<TimeoutException>(() => pool.HandOutAsync((key, _) => throw new TimeoutException()).AsTask());
        var handedOut = new List<uint>();
        for (var i = 0; i < 3; i++)
        {
            await pool.HandOutAsync((key, _) =>
            {
                _server.Learn(key);
                handedOut.Add(key.Id);
                return default;
            });
        }

        Assert.Equal([1u, 2u, 3u], handedOut);
        Assert.Equal((4u, 4u, false), await StoredAsync(harness));
        _ = await pool.UploadAsync(_server.AcceptAsync);
        Assert.Equal(4u, _server.Pool.Keys.Min());
    }

    [Fact]
    public async Task A_device_of_before_the_watermarks_begins_behind_everything_it_has()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        await harness.Store.StorePreKeyAsync(20, new byte[] { 1 }, uploaded: true);
        _ = await harness.Manager.ModifyAsync(device => device with { Row = device.Row with { NextPreKeyId = 7, FirstUnuploadPreKeyId = 0 } });
        _ = await new PreKeyPool(harness.Manager, _server).UploadAsync(_server.AcceptAsync);
        Assert.Equal((21u, 832u), (_server.Pool.Keys.Min(), _server.Pool.Keys.Max()));
    }

    [Theory]
    [InlineData(0u, 1u)]
    [InlineData(500u, 100u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(1u, 16_777_215u)]
    [InlineData(1u, 16_777_217u)]
    public async Task Watermarks_that_no_upload_leaves_behind_are_healed(uint first, uint next)
    {
        await using var harness = await DeviceHarness.OpenAsync();
        await harness.Store.StorePreKeyAsync(600, new byte[] { 1 }, uploaded: true);
        _ = await harness.Manager.ModifyAsync(device => device with { Row = device.Row with { NextPreKeyId = next, FirstUnuploadPreKeyId = first } });
        Assert.Equal(812, await new PreKeyPool(harness.Manager, _server).UploadAsync(_server.AcceptAsync));
        Assert.Equal(new byte[] { 1 }, await harness.Store.LoadPreKeyAsync(600));
        var row = harness.Manager.GetSnapshot().Row;
        Assert.Equal((_server.Pool.Keys.Max() + 1, row.NextPreKeyId), (row.NextPreKeyId, row.FirstUnuploadPreKeyId));
    }

    [Fact]
    public async Task More_left_over_than_wanted_waits_for_the_next_time()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await Assert.ThrowsAsync<TimeoutException>(() => new PreKeyPool(harness.Manager, _server).UploadAsync((_, _) => throw new TimeoutException()).AsTask());
        var pool = new PreKeyPool(harness.Manager, _server, new PreKeyPoolOptions { WantedCount = 500 });
        Assert.Equal(500, await pool.UploadAsync(_server.AcceptAsync));
        Assert.Equal((813u, 501u, true), await StoredAsync(harness));
        Assert.Equal(500, await pool.UploadAsync(_server.AcceptAsync));
        Assert.Equal((1001u, 1001u, true), await StoredAsync(harness));
        Assert.Equal(1000, _server.Made);
    }

    [Fact]
    public async Task A_source_that_answers_nothing_is_named_and_nothing_is_stored()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var refused = await Assert.ThrowsAsync<StoreException>(() => new PreKeyPool(harness.Manager, new EmptySource()).UploadAsync(_server.AcceptAsync).AsTask());
        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.Equal(0u, await harness.Store.GetMaxPreKeyIdAsync());
        Assert.Equal((1u, 0u, false), await StoredAsync(harness));
    }

    [Fact]
    public async Task The_smallest_custom_backend_will_do()
    {
        var backend = new RequiredMembersBackend(new FakeTime());
        await using var manager = await PersistenceManager.OpenAsync(backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        Assert.Equal(812, await new PreKeyPool(manager, _server).UploadAsync(_server.AcceptAsync));
        Assert.Equal(813u, (await backend.LoadAsync())!.FirstUnuploadPreKeyId);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(65_536)]
    public async Task A_count_that_no_upload_has_is_refused(int wanted)
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => new PreKeyPool(harness.Manager, _server, new PreKeyPoolOptions { WantedCount = wanted }));
    }

    void Note(ReadOnlyMemory<PreKeyEntry> keys)
    {
        foreach (var key in keys.Span)
        {
            _server.Learn(key);
        }
    }

    static async Task<(uint Next, uint First, bool ServerHasPreKeys)> StoredAsync(DeviceHarness harness)
    {
        var row = (await harness.Store.LoadAsync())!;
        return (row.NextPreKeyId, row.FirstUnuploadPreKeyId, row.ServerHasPreKeys);
    }

    sealed class EmptySource : IPreKeySource
    {
        public ReadOnlyMemory<byte> Create(uint id) => default;
    }
}
