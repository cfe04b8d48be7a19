using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The synchronous ways to durability: flush, commit with riders, snapshot.</summary>
public sealed class PersistenceFlushTests
{
    const string Commit = DeviceHarness.Commit;

    [Fact]
    public async Task A_flush_is_one_synced_commit_and_a_second_one_is_nothing()
    {
        var recorder = new BatchRecorder();
        await using var manager = await PersistenceManager.OpenAsync(recorder.Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        recorder.Synced.Clear();
        _ = await manager.ProcessCommandAsync(new DeviceCommand.SetId("1@s.whatsapp.net"));
        await manager.FlushAsync();
        await manager.FlushAsync();
        Assert.Equal([true], recorder.Synced);
        Assert.False(manager.IsDirty);
        Assert.Equal("1@s.whatsapp.net", (await recorder.Backend.LoadAsync())!.Pn);
    }

    [Fact]
    public async Task What_the_saver_wrote_is_beyond_a_power_cut_and_a_flush_has_nothing_to_do()
    {
        var recorder = new BatchRecorder();
        var options = new PersistenceOptions { DeviceKeySource = Sample.KeySource, SaveDelay = TimeSpan.FromMilliseconds(1) };
        await using var manager = await PersistenceManager.OpenAsync(recorder.Backend, options);
        _ = await manager.ProcessCommandAsync(new DeviceCommand.SetPushName("saved"));
        await DeviceHarness.UntilAsync(() => !manager.IsDirty);
        await manager.FlushAsync();
        Assert.Equal([true, true], recorder.Synced);
    }

    [Fact]
    public async Task Flushes_during_a_save_share_the_next_and_see_the_newest()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("first");
        var parked = harness.Steering.Park(Commit);
        var first = harness.Manager.FlushAsync().AsTask();
        await parked.Reached;
        _ = await harness.RenameAsync("second");
        var others = Enumerable.Range(0, 10).Select(_ => harness.Manager.FlushAsync().AsTask()).ToList();
        _ = await harness.RenameAsync("third");
        Assert.DoesNotContain(others, flush => flush.IsCompleted);
        parked.Release();
        await first;
        await Task.WhenAll(others);
        Assert.Equal("third", await harness.StoredNameAsync());
        Assert.Equal(2, harness.Steering.CountOf(Commit));
        Assert.False(harness.Manager.IsDirty);
    }

    [Fact]
    public async Task An_older_device_is_never_saved_after_a_newer()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("older");
        var parked = harness.Steering.Park(Commit);
        harness.Time.Advance(DeviceHarness.Delay);
        await parked.Reached;
        _ = await harness.RenameAsync("newer");
        var flush = harness.Manager.FlushAsync().AsTask();
        await Task.Delay(20);
        // The newer one waits for the older one's save, which still holds the older row.
        Assert.Equal(1, harness.Steering.CountOf(Commit));
        Assert.False(flush.IsCompleted);
        parked.Release();
        await flush;
        Assert.Equal("newer", await harness.StoredNameAsync());
    }

    [Fact]
    public async Task A_flush_that_fails_says_so_and_the_saver_goes_on()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("kept");
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.FlushAsync().AsTask());
        Assert.True(harness.Manager.IsDirty);
        Assert.Equal(1, harness.Manager.Health.FailuresInARow);
        harness.Time.Advance(DeviceHarness.Delay);
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty);
        Assert.Equal("kept", await harness.StoredNameAsync());
        Assert.Equal(2, harness.Steering.CountOf(Commit));
    }

    [Fact]
    public async Task Who_stops_waiting_stops_nothing()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("kept");
        var parked = harness.Steering.Park(Commit);
        using var cancellation = new CancellationTokenSource();
        var flush = harness.Manager.FlushAsync(cancellation.Token).AsTask();
        await parked.Reached;
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flush.WaitAsync(Harness.Patience));
        parked.Release();
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty);
        Assert.Equal("kept", await harness.StoredNameAsync());
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Manager.FlushAsync(Sample.Cancelled).AsTask());
    }

    [Fact]
    public async Task Riders_and_the_device_are_one_synced_commit()
    {
        var recorder = new BatchRecorder();
        await using var manager = await PersistenceManager.OpenAsync(recorder.Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        recorder.Synced.Clear();
        recorder.Counts.Clear();
        var riders = new StoreBatch();
        riders.StorePreKeys(Sample.Of(new PreKeyEntry(1, new byte[] { 1 })), uploaded: false);
        _ = await manager.CommitAsync(device => device with { Row = device.Row with { NextPreKeyId = 2 } }, riders);
        Assert.Equal([true], recorder.Synced);
        Assert.Equal([2], recorder.Counts);
        Assert.Equal(2u, (await recorder.Backend.LoadAsync())!.NextPreKeyId);
        Assert.NotNull(await recorder.Backend.LoadPreKeyAsync(1));
        Assert.False(manager.IsDirty);
        Assert.Equal(1, riders.Count);
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_the_device_changed_and_the_saver_awake()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        harness.Steering.FailNext(Commit);
        var riders = new StoreBatch();
        riders.StorePreKeys(Sample.Of(new PreKeyEntry(1, new byte[] { 1 })), uploaded: false);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.CommitAsync(device => device with { Row = device.Row with { NextPreKeyId = 2 } }, riders).AsTask());
        Assert.Equal(2u, harness.Manager.GetSnapshot().Row.NextPreKeyId);
        Assert.Null(await harness.Store.LoadPreKeyAsync(1));
        Assert.Equal(DeviceHarness.Delay, harness.Time.NextDue);
        harness.Time.Advance(DeviceHarness.Delay);
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty);
        Assert.Equal(2u, (await harness.Store.LoadAsync())!.NextPreKeyId);
    }

    [Fact]
    public async Task Bad_riders_fail_nobody_else()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("first");
        var parked = harness.Steering.Park(Commit);
        var first = harness.Manager.FlushAsync().AsTask();
        await parked.Reached;
        var bad = new StoreBatch();
        bad.Add((_, _) => throw new DivideByZeroException());
        var good = new StoreBatch();
        good.StorePreKeys(Sample.Of(new PreKeyEntry(1, new byte[] { 1 })), uploaded: false);
        var failing = harness.Manager.CommitAsync(device => device with { Row = device.Row with { LoginCounter = 5 } }, bad).AsTask();
        var passing = harness.Manager.CommitAsync(device => device with { Row = device.Row with { NextPreKeyId = 9 } }, good).AsTask();
        var flush = harness.Manager.FlushAsync().AsTask();
        parked.Release();
        await Task.WhenAll(first, passing, flush);
        _ = await Assert.ThrowsAsync<DivideByZeroException>(() => failing);
        var stored = (await harness.Store.LoadAsync())!;
        Assert.Equal((5, 9u), (stored.LoginCounter, stored.NextPreKeyId));
        Assert.NotNull(await harness.Store.LoadPreKeyAsync(1));
    }

    [Fact]
    public async Task Riders_are_taken_back_while_they_wait()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("first");
        var parked = harness.Steering.Park(Commit);
        var first = harness.Manager.FlushAsync().AsTask();
        await parked.Reached;
        using var cancellation = new CancellationTokenSource();
        var riders = new StoreBatch();
        riders.StorePreKeys(Sample.Of(new PreKeyEntry(1, new byte[] { 1 })), uploaded: false);
        var commit = harness.Manager.CommitAsync(device => device with { Row = device.Row with { LoginCounter = 5 } }, riders, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commit);
        parked.Release();
        await first;
        await harness.Manager.FlushAsync();
        Assert.Null(await harness.Store.LoadPreKeyAsync(1));
        Assert.Equal(5, (await harness.Store.LoadAsync())!.LoginCounter);
    }

    [Fact]
    public async Task Signal_records_are_no_riders()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var riders = new StoreBatch();
        riders.PutSession("a", new byte[] { 1 });
        var before = harness.Manager.GetSnapshot();
        _ = await Assert.ThrowsAsync<ArgumentException>(() => harness.Manager.CommitAsync(device => device with { Row = device.Row with { LoginCounter = 5 } }, riders).AsTask());
        Assert.Same(before, harness.Manager.GetSnapshot());
    }

    [Fact]
    public async Task A_snapshot_saves_a_changed_device_first()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("in the copy");
        // The backend in memory has no folder for a copy, and says so after it was asked.
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.CreateSnapshotAsync("name", new byte[] { 1 }).AsTask());
        Assert.Equal([Commit, "SnapshotAsync"], harness.Steering.Calls.Where(call => call is Commit or "SnapshotAsync"));
        Assert.Equal("in the copy", await harness.StoredNameAsync());

        _ = await harness.RenameAsync("again");
        harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.CreateSnapshotAsync("name").AsTask());
        Assert.Equal(1, harness.Steering.CountOf("SnapshotAsync"));
    }
}
