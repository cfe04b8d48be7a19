using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>Every write of the five stores, and a commit, while another process holds SQLite's write lock.</summary>
public sealed class BusyByAnotherProcessTests : IAsyncLifetime
{
    static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(40);

    static readonly (string Name, Func<SqliteStore, CancellationToken, ValueTask> Run)[] s_writes =
    [
        .. EveryWrite.All.Select(static write => (write.Name, (Func<SqliteStore, CancellationToken, ValueTask>)((store, ct) => write.RunAsync(store, 1, ct)))),
        (nameof(IBackend.CommitAsync), static (store, ct) =>
        {
            var batch = new StoreBatch();
            batch.PutSession("new", Sample.Blob(60, 2));
            batch.PutIdentity("new", Sample.Key(9));
            batch.StoreSentMessage(FilledAccount.Chat, "new", Sample.Blob(40, 4));
            return store.CommitAsync(batch, ct);
        }),
        (nameof(SqliteDatabase.CreateAccountAsync), static async (store, ct) => _ = await store.Database.CreateAccountAsync(Sample.Keys(70), ct)),
    ];

    readonly Engine.TempFolder _folder = new();
    CrashHostProcess _other = null!;
    string _path = "";

    public async Task InitializeAsync()
    {
        _path = _folder.File("busy.db");
        await using (var store = await OpenAsync(TimeSpan.FromSeconds(30)))
        {
            await FilledAccount.FillAsync(store);
        }

        _other = CrashHostProcess.Start("lock", _path);
        await _other.ReadyAsync();
    }

    public Task DisposeAsync()
    {
        _other.Dispose();
        _folder.Delete();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("IMMEDIATE")]
    [InlineData("EXCLUSIVE")]
    public async Task Held_too_long_every_write_exhausts_its_retries_and_leaves_nothing(string mode)
    {
        await using var store = await OpenAsync(s_short);
        var before = await FilledAccount.DescribeAsync(store);
        await _other.AskAsync(mode, "locked");
        foreach (var (name, run) in s_writes)
        {
            var thrown = await Record.ExceptionAsync(async () => await run(store, CancellationToken.None));
            var exhausted = Assert.IsType<StoreException>(thrown);
            Assert.Equal((name, StoreErrorKind.RetriesExhausted, ResultCode.Busy), (name, exhausted.Kind, ResultCode.Primary(exhausted.SqliteErrorCode!.Value)));
            Assert.True(exhausted.IsBusyOrLocked, name);
        }

        // Readers of a WAL are held up by neither.
        Assert.Equal(before, await FilledAccount.DescribeAsync(store));
        await _other.AskAsync("release", "released");
        Assert.Equal(before, await FilledAccount.DescribeAsync(store));
        await store.PutSessionAsync("after", Sample.Blob(3, 1));
    }

    [Fact]
    public async Task Released_in_time_every_write_succeeds()
    {
        await using var store = await OpenAsync(TimeSpan.FromSeconds(30));
        foreach (var (name, run) in s_writes)
        {
            if (name is nameof(IStoreWrites.CreateAsync))
            {
                await store.RemoveAsync(1);
            }

            await _other.AskAsync("IMMEDIATE", "locked");
            var running = run(store, CancellationToken.None).AsTask();
            await Task.Delay(3);
            Assert.False(running.IsCompleted, name);
            await _other.AskAsync("release", "released");
            Assert.Null(await Record.ExceptionAsync(() => running.WaitAsync(TimeSpan.FromSeconds(20))));
        }

        Assert.True(await store.ExistsAsync());
    }

    [Fact]
    public async Task Cancelled_while_it_waits_every_write_leaves_at_once_and_nothing_behind()
    {
        await using var store = await OpenAsync(TimeSpan.FromSeconds(30));
        var before = await FilledAccount.DescribeAsync(store);
        await _other.AskAsync("IMMEDIATE", "locked");
        foreach (var (name, run) in s_writes)
        {
            using var cancellation = new CancellationTokenSource();
            var running = run(store, cancellation.Token).AsTask();
            // One in the back-off with the lane held, the other behind it in the queue.
            using var behindCancellation = new CancellationTokenSource();
            var behind = run(store, behindCancellation.Token).AsTask();
            Assert.False(running.IsCompleted || behind.IsCompleted, name);
            await behindCancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind.WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.False(running.IsCompleted, name);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(5)));
        }

        await _other.AskAsync("release", "released");
        Assert.Equal(before, await FilledAccount.DescribeAsync(store));
        var write = store.PutSessionAsync("after", Sample.Blob(3, 1));
        Assert.True(write.IsCompletedSuccessfully, "The lane was not free.");
        await write;
    }

    [Fact]
    public async Task Opening_waits_for_the_other_process_or_gives_up_and_can_be_cancelled()
    {
        await _other.AskAsync("EXCLUSIVE", "locked");
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await OpenAsync(s_short, writes: true));
        Assert.Equal(StoreErrorKind.RetriesExhausted, thrown.Kind);
        using var cancellation = new CancellationTokenSource();
        var cancelled = OpenAsync(TimeSpan.FromSeconds(30), writes: true, cancellation.Token).AsTask();
        var opening = OpenAsync(TimeSpan.FromSeconds(30), writes: true).AsTask();
        await Task.Delay(20);
        Assert.False(opening.IsCompleted || cancelled.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(TimeSpan.FromSeconds(5)));
        await _other.AskAsync("release", "released");
        await using var store = await opening;
        Assert.NotNull(await store.GetSessionAsync(FilledAccount.Address));
    }

    /// <param name="busyTimeout">How long to wait.</param>
    /// <param name="writes">Whether opening takes the write lock, as a migration does.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    async ValueTask<SqliteStore> OpenAsync(TimeSpan busyTimeout, bool writes = false, CancellationToken cancellationToken = default) =>
        await SqliteStore.OpenAsync(
            _path,
            new SqliteOptions
            {
                BusyTimeout = busyTimeout,
                DeviceKeySource = Sample.KeySource,
                TimeProvider = new FakeTime(),
                ConnectionInit = writes ? static connection => connection.Execute("BEGIN IMMEDIATE; COMMIT") : null,
            },
            cancellationToken);
}
