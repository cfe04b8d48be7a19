using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The background saver: comes soon after a change, backs off, never gives up, loses no wake-up (spec/caches.md 3.1, 12.3 R5, R6).</summary>
public sealed class PersistenceSaverTests
{
    const string Save = DeviceHarness.Commit;

    [Fact]
    public async Task A_burst_of_changes_costs_one_save()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        Assert.Null(harness.Time.NextDue);
        for (var i = 0; i < 100; i++)
        {
            _ = await harness.RenameAsync($"name {i}");
        }

        Assert.True(harness.Manager.IsDirty);
        Assert.Equal(DeviceHarness.Delay, harness.Time.NextDue);
        harness.Time.Advance(DeviceHarness.Delay);
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty && harness.Time.NextDue is null);
        Assert.Equal("name 99", await harness.StoredNameAsync());
        Assert.Equal(1, harness.Steering.CountOf(Save));
        Assert.Equal(harness.Time.GetUtcNow(), harness.Manager.Health.LastSavedAt);
    }

    [Fact]
    public async Task A_steady_stream_of_changes_does_not_put_the_save_off()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        for (var i = 1; i <= 10; i++)
        {
            _ = await harness.RenameAsync($"name {i}");
            harness.Time.Advance(DeviceHarness.Delay / 5);
        }

        await DeviceHarness.UntilAsync(() => harness.Steering.CountOf(Save) >= 1);
    }

    [Fact]
    public async Task A_change_during_a_save_is_saved_by_the_next()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("first");
        var parked = harness.Steering.Park(Save);
        harness.Time.Advance(DeviceHarness.Delay);
        await parked.Reached;
        _ = await harness.RenameAsync("second");
        Assert.Equal("second", harness.Manager.GetSnapshot().Row.PushName);
        Assert.Null(harness.Time.NextDue);
        parked.Release();
        await DeviceHarness.UntilAsync(() => harness.Time.NextDue == DeviceHarness.Delay);
        Assert.True(harness.Manager.IsDirty);
        Assert.Equal("first", await harness.StoredNameAsync());
        harness.Time.Advance(DeviceHarness.Delay);
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty);
        Assert.Equal("second", await harness.StoredNameAsync());
    }

    [Fact]
    public async Task No_wake_up_is_lost_between_two_saves()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        // The change comes at each moment between the end of a save and the saver's sleep, as near as a thread can bring it.
        for (var i = 0; i < 200; i++)
        {
            _ = await harness.RenameAsync($"a {i}");
            harness.Time.Advance(DeviceHarness.Delay);
            await DeviceHarness.UntilAsync(() => harness.Manager.Health.Saves > 2 * i);
            _ = await harness.RenameAsync($"b {i}");
            await DeviceHarness.UntilAsync(() => harness.Time.NextDue is not null);
            harness.Time.Advance(DeviceHarness.Delay);
            await DeviceHarness.UntilAsync(() => harness.Manager.Health.Saves == (2 * i) + 2);
            Assert.Equal($"b {i}", await harness.StoredNameAsync());
            await DeviceHarness.UntilAsync(() => harness.Time.NextDue is null);
        }
    }

    [Fact]
    public async Task It_backs_off_to_the_interval_and_never_gives_up()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        harness.Steering.Break(Save);
        _ = await harness.RenameAsync("kept");
        var delays = new List<double>();
        for (var attempt = 1; attempt <= 14; attempt++)
        {
            delays.Add(harness.Time.NextDue!.Value.TotalMilliseconds);
            harness.Time.Advance(harness.Time.NextDue!.Value);
            await DeviceHarness.UntilAsync(() => harness.Manager.Health.FailuresInARow == attempt && harness.Time.NextDue is not null);
        }

        Assert.Equal([50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000, 30_000], delays);
        var health = harness.Manager.Health;
        Assert.Equal((true, 14, StoreErrorKind.Database, "StoreException"), (health.IsDirty, health.FailuresInARow, health.LastFailureKind, health.LastFailureType));
        Assert.Equal((0, 14, harness.Time.GetUtcNow()), (health.Saves, health.FailedSaves, health.LastFailureAt));
        Assert.Null(health.LastSavedAt);

        harness.Steering.Mend();
        harness.Time.Advance(harness.Time.NextDue!.Value);
        await DeviceHarness.UntilAsync(() => !harness.Manager.IsDirty && harness.Time.NextDue is null);
        Assert.Equal("kept", await harness.StoredNameAsync());
        health = harness.Manager.Health;
        Assert.Equal((0, null, null, null), (health.FailuresInARow, health.LastFailureKind, health.LastFailureType, health.LastFailureAt));
        _ = await harness.RenameAsync("soon again");
        Assert.Equal(DeviceHarness.Delay, harness.Time.NextDue);
    }

    [Fact]
    public async Task What_is_not_stored_is_seen_and_not_saved()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        _ = await harness.Manager.ProcessCommandAsync(new DeviceCommand.SetNctSalt(null));
        _ = await harness.Manager.ProcessCommandAsync(new DeviceCommand.SetDeviceProps(new DevicePropsOverride { Os = "bot" }));
        Assert.True(harness.Manager.GetSnapshot().NctSaltSyncSeen);
        Assert.Equal("bot", harness.Manager.GetSnapshot().Props.Os);
        Assert.False(harness.Manager.IsDirty);
        Assert.Null(harness.Time.NextDue);
    }

    [Fact]
    public async Task What_says_what_is_so_is_no_change()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var before = harness.Manager.GetSnapshot();
        Assert.Same(before, await harness.RenameAsync(before.Row.PushName));
        Assert.Same(before, harness.Manager.GetSnapshot());
        Assert.False(harness.Manager.IsDirty);
    }

    [Fact]
    public async Task A_change_that_fails_changes_nothing()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var before = harness.Manager.GetSnapshot();
        _ = await Assert.ThrowsAsync<DivideByZeroException>(() => harness.Manager.ModifyAsync(_ => throw new DivideByZeroException()).AsTask());
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Manager.ModifyAsync(_ => throw new DivideByZeroException(), new CancellationToken(true)).AsTask());
        Assert.Same(before, harness.Manager.GetSnapshot());
        Assert.False(harness.Manager.IsDirty);
        Assert.Equal("after", (await harness.RenameAsync("after")).Row.PushName);
    }

    [Fact]
    public async Task Changes_of_many_threads_all_count()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                _ = await harness.Manager.ProcessCommandAsync(new DeviceCommand.IncrementLoginCounter());
            }
        })));
        Assert.Equal(2_000, harness.Manager.GetSnapshot().Row.LoginCounter);
        await harness.Manager.FlushAsync();
        Assert.Equal(2_000, (await harness.Store.LoadAsync())!.LoginCounter);
    }

    [Fact]
    public async Task A_close_saves_what_is_left_and_refuses_what_comes_after()
    {
        var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("first");
        var parked = harness.Steering.Park(Save);
        harness.Time.Advance(DeviceHarness.Delay);
        await parked.Reached;
        _ = await harness.RenameAsync("last");
        var close = harness.Manager.DisposeAsync().AsTask();
        Assert.False(close.IsCompleted);
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.RenameAsync("late").AsTask());
        parked.Release();
        await close;
        Assert.Equal("last", await harness.StoredNameAsync());
        Assert.Equal("last", harness.Manager.GetSnapshot().Row.PushName);
        Assert.Null(harness.Time.NextDue);
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.Manager.ProvisionAsync(Contracts.Samples.Sample.Keys(1)).AsTask());
        await harness.Manager.DisposeAsync();
    }

    [Fact]
    public async Task A_close_that_cannot_save_says_so_and_can_be_tried_again()
    {
        var harness = await DeviceHarness.OpenAsync();
        _ = await harness.RenameAsync("kept");
        harness.Steering.Break(Save);
        var failed = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.DisposeAsync().AsTask());
        Assert.Equal(StoreErrorKind.Database, failed.Kind);
        harness.Steering.Mend();
        await harness.Manager.DisposeAsync();
        Assert.Equal("kept", await harness.StoredNameAsync());
    }

    [Fact]
    public async Task A_close_without_a_change_writes_nothing()
    {
        var harness = await DeviceHarness.OpenAsync();
        await harness.DisposeAsync();
        Assert.Equal(0, harness.Steering.CountOf(Save));
    }
}
