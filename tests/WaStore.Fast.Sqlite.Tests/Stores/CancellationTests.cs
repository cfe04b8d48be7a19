using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>
/// A cancellation at each place where a call can wait, for every read and write: before it starts (the contract suites have that for each member), in the queue for a
/// reader, in the queue for the lane. The back-off behind another process is <see cref="Crashes.BusyByAnotherProcessTests"/>.
/// </summary>
public sealed class CancellationTests : StoreTest
{
    static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Every_read_leaves_the_queue_of_the_readers()
    {
        await FilledAccount.FillAsync(Store);
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        var holder = Task.Run(async () => await Store.Database.ReadAsync("hold", (held, release), static (_, gates) =>
        {
            gates.held.Set();
            gates.release.Wait();
            return 0;
        }));
        held.Wait();
        // The report never waits, by contract.
        foreach (var read in EveryRead.All.Where(static read => read.Name != nameof(IStoreReads.GetResourceReportAsync)))
        {
            await AssertLeavesAsync(read.Name, async token => _ = await read.RunAsync(Store, token));
        }

        Assert.False(holder.IsCompleted);
        release.Set();
        _ = await holder;
        await AssertFreeAsync(Store.HasSessionAsync("none"));
    }

    [Fact]
    public async Task Every_write_and_commit_leaves_the_queue_of_the_lane()
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = HoldLaneAsync(Store, release.Task);
        foreach (var write in EveryWrite.All)
        {
            await AssertLeavesAsync(write.Name, token => write.RunAsync(Store, 1, token).AsTask());
        }

        await AssertLeavesAsync("commit", token => Store.CommitAsync(Batch(), token).AsTask());
        await AssertLeavesAsync("create account", token => Store.Database.CreateAccountAsync(Sample.Keys(5), token).AsTask());
        release.SetResult();
        _ = await holder;
        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
        await AssertFreeAsync(Store.RemovePreKeysAsync(Sample.Of(1u)));
    }

    [Fact]
    public async Task Without_readers_every_read_leaves_the_queue_of_the_lane()
    {
        var fixture = (SqliteFixture)await SqliteFixture.CreateAsync(readers: 0);
        await using var _ = fixture;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = HoldLaneAsync(fixture.Store, release.Task);
        foreach (var read in EveryRead.All.Where(static read => read.Name != nameof(IStoreReads.GetResourceReportAsync)))
        {
            await AssertLeavesAsync(read.Name, async token => await read.RunAsync(fixture.Store, token));
        }

        release.SetResult();
        await holder;
        await AssertFreeAsync(fixture.Store.HasSessionAsync("none"));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_opens_nothing_and_copies_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.OpenSnapshotAsync(Sample.Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.SnapshotAsync("x", null, Sample.Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(Batch(), Sample.Cancelled));
        var path = DatabasePath + ".new";
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SqliteStore.OpenAsync(path, null, Sample.Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SqliteStore.OpenForDeviceAsync(path, 3, null, Sample.Cancelled));

        Assert.False(File.Exists(path));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, "*.snapshot-*"));
        Assert.False(await Store.HasSessionAsync("new"));
    }

    [Fact]
    public async Task A_cancellation_between_two_changes_of_a_batch_undoes_the_first()
    {
        using var cancellation = new CancellationTokenSource();
        var batch = Batch();
        batch.Add(async (unitOfWork, token) =>
        {
            await unitOfWork.PutSessionAsync("second", Sample.Blob(4, 1), token);
            await cancellation.CancelAsync();
        });
        batch.Add(static (unitOfWork, token) => unitOfWork.PutSessionAsync("third", Sample.Blob(4, 1), token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(batch, cancellation.Token));
        Assert.False(await Store.HasSessionAsync("new") || await Store.HasSessionAsync("second") || await Store.HasSessionAsync("third"));
        await AssertFreeAsync(Store.CommitAsync(Batch()));
    }

    [Fact]
    public async Task Closing_turns_away_what_comes_later_and_lets_the_queue_finish()
    {
        var store = await SqliteStore.OpenAsync(DatabasePath);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = HoldLaneAsync(store, release.Task);
        using var cancellation = new CancellationTokenSource();
        var queued = store.PutSessionAsync("queued", Sample.Blob(4, 1)).AsTask();
        var cancelled = store.PutSessionAsync("cancelled", Sample.Blob(4, 1), cancellation.Token).AsTask();
        var closing = store.DisposeAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(s_atOnce));
        Assert.False(closing.IsCompleted || queued.IsCompleted);
        release.SetResult();
        await holder;
        await queued;
        await closing;

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.PutSessionAsync("late", Sample.Blob(4, 1)));
        Assert.True(await Store.HasSessionAsync("queued"));
        Assert.False(await Store.HasSessionAsync("cancelled"));
    }

    static async Task AssertLeavesAsync(string name, Func<CancellationToken, Task> call)
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = call(cancellation.Token);
        Assert.False(waiting.IsCompleted, $"{name} did not wait.");
        await cancellation.CancelAsync();
        var thrown = await Record.ExceptionAsync(() => waiting.WaitAsync(s_atOnce));
        Assert.True(thrown is OperationCanceledException, $"{name}: {thrown?.GetType().Name ?? "went on"}.");
    }

    static async Task AssertFreeAsync(ValueTask call)
    {
        Assert.True(call.IsCompletedSuccessfully, "Somebody who left still has the lane or the reader.");
        await call;
    }

    static Task AssertFreeAsync(ValueTask<bool> call) => AssertFreeAsync(call.IsCompletedSuccessfully ? default : new ValueTask(call.AsTask()));

    static Task<int> HoldLaneAsync(SqliteStore store, Task until) => store.Database.WriteAsync("hold", until, static async (_, until, _) =>
    {
        await until;
        return 0;
    }).AsTask();

    static StoreBatch Batch()
    {
        var batch = new StoreBatch();
        batch.PutSession("new", Sample.Blob(5, 1));
        batch.PutIdentity("new", Sample.Key(1));
        return batch;
    }
}
