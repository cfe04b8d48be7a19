using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class WriterLaneTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    SqliteDatabase _database = null!;

    string File => _folder.File("lane.db");

    public async Task InitializeAsync() => _database = await OpenAsync(new SqliteOptions());

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Write_freeLane_completesOnTheCallingThreadAndAllocatesNothing()
    {
        long id = 0;
        for (; id < 200; id++)
        {
            _ = await _database.InsertAsync(id);
        }

        EngineCounters before = _database.Counters;
        bool synchronous = true;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (; id < 300; id++)
        {
            ValueTask<int> write = _database.InsertAsync(id);
            synchronous &= write.IsCompletedSuccessfully;
            _ = await write;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        EngineCounters spent = _database.Counters - before;

        Assert.True(synchronous);
        Assert.Equal(0, bytes);
        Assert.Equal((0, 100, 300), (spent.Prepared, spent.Transactions, spent.Executions));
    }

    [Fact]
    public async Task Write_synced_allocatesNothing()
    {
        for (long id = 0; id < 50; id++)
        {
            _ = await _database.InsertAsync(id, synced: true);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (long id = 50; id < 60; id++)
        {
            _ = await _database.InsertAsync(id, synced: true);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    [Fact]
    public async Task Write_busyLane_commitsInOrderOfArrival()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> holder = HoldAsync(release.Task);
        List<long> order = [];
        Task[] writes = [.. Enumerable.Range(1, 100).Select(id => _database.WriteAsync("insert", (id, order), static (c, s) =>
        {
            s.order.Add(s.id);
            return TestStatements.Insert(c, s.id);
        }).AsTask())];
        Assert.DoesNotContain(writes, static w => w.IsCompleted);
        release.SetResult();
        await Task.WhenAll(writes);
        _ = await holder;

        Assert.Equal(Enumerable.Range(1, 100).Select(static i => (long)i), order);
        Assert.Equal(101, await _database.CountAsync());
    }

    [Fact]
    public async Task Write_cancelledInTheQueue_leavesAtOnceAndNeverRuns()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> holder = HoldAsync(release.Task);
        using var cancellation = new CancellationTokenSource();
        Task<int> cancelled = _database.InsertAsync(1, cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(holder.IsCompleted);
        release.SetResult();
        _ = await holder;
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Write_cancelledBeforeTheCommit_rollsBack()
    {
        using var cancellation = new CancellationTokenSource();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _database.WriteAsync("insert", cancellation, static (c, s) =>
        {
            s.Cancel();
            return TestStatements.Insert(c, 1);
        }, cancellationToken: cancellation.Token).AsTask());

        Assert.Equal(0, await _database.CountAsync());
        _ = await _database.InsertAsync(2);
    }

    [Fact]
    public async Task Write_bodyThrows_rollsBackAndTheLaneGoesOn()
    {
        _ = await Assert.ThrowsAsync<FormatException>(() => _database.WriteAsync<int, int>("insert", 0, static (c, _) =>
        {
            _ = TestStatements.Insert(c, 1);
            throw new FormatException();
        }).AsTask());
        _ = await Assert.ThrowsAsync<FormatException>(() => _database.WriteAsync<int, int>("insert", 0, static async (c, _, _) =>
        {
            _ = TestStatements.Insert(c, 1);
            await Task.Yield();
            throw new FormatException();
        }).AsTask());
        StoreException twice = await Assert.ThrowsAsync<StoreException>(() => _database.WriteAsync("insert", 0, static (c, _) =>
            TestStatements.Insert(c, 1) + TestStatements.Insert(c, 1)).AsTask());

        Assert.Equal(ResultCode.Constraint, ResultCode.Primary(twice.SqliteErrorCode!.Value));
        Assert.False(twice.IsBusyOrLocked);
        Assert.Equal(0, await _database.CountAsync());
        _ = await _database.InsertAsync(1);
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Write_leavesAStatementOnARow_isAnErrorAndRolledBack()
    {
        _ = await _database.InsertAsync(1);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync("insert", 0, static (c, _) =>
        {
            _ = TestStatements.Insert(c, 2);
            return c.Prepare(s_left, "SELECT id FROM t"u8).Step();
        }).AsTask());

        Assert.Equal(1, await _database.CountAsync());
        _ = await _database.InsertAsync(2);
    }

    static readonly int s_left = StatementSlots.Reserve(1);

    [Fact]
    public async Task Write_endsItsTransaction_isAnError()
    {
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync("insert", 0, static (c, _) =>
        {
            c.Execute("ROLLBACK"u8);
            return 0;
        }).AsTask());
        _ = await _database.InsertAsync(1);
    }

    [Fact]
    public async Task Write_twoDatabasesOnOneFile_noneFails()
    {
        await using SqliteDatabase other = await OpenAsync(new SqliteOptions());
        SqliteDatabase[] databases = [_database, other];
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, stop) =>
            Assert.Equal(1, await databases[id % 2].InsertAsync(id, cancellationToken: stop)));

        Assert.Equal(400, await _database.CountAsync());
        Assert.Equal(400, await other.CountAsync());
    }

    [Fact]
    public async Task Write_anotherConnectionWrites_waitsWithoutAThreadAndSucceeds()
    {
        using SqliteConnection foreign = LockFile();
        ValueTask<int> write = _database.InsertAsync(1);
        Assert.False(write.IsCompleted);
        await Task.Delay(100);
        Assert.False(write.IsCompleted);
        Run(foreign, "COMMIT");

        Assert.Equal(1, await write);
    }

    [Fact]
    public async Task Write_anotherConnectionKeepsTheLock_exhaustsTheRetries()
    {
        var time = new SkippingTime();
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { TimeProvider = time });
        using SqliteConnection foreign = LockFile();
        time.Waits.Clear();
        StoreException exhausted = await Assert.ThrowsAsync<StoreException>(() => database.InsertAsync(1).AsTask());

        Assert.Equal(StoreErrorKind.RetriesExhausted, exhausted.Kind);
        Assert.True(exhausted.IsBusyOrLocked);
        Assert.Equal(ResultCode.Busy, ResultCode.Primary(exhausted.SqliteErrorCode!.Value));
        Assert.Contains("'insert'", exhausted.Message, StringComparison.Ordinal);
        _ = Assert.IsType<StoreException>(exhausted.InnerException);
        Assert.Equal(30, time.Waits.Sum(static w => w.TotalSeconds), 0.1);
        Assert.All(time.Waits, static w => Assert.InRange(w.TotalMilliseconds, 1, 50));
        Assert.Equal(1, time.Waits.First().TotalMilliseconds);

        Run(foreign, "COMMIT");
        Assert.Equal(1, await database.InsertAsync(1));
    }

    [Fact]
    public async Task Write_cancelledInBackoff_leavesAtOnce()
    {
        using SqliteConnection foreign = LockFile();
        using var cancellation = new CancellationTokenSource();
        Task<int> write = _database.InsertAsync(1, cancellationToken: cancellation.Token).AsTask();
        Task<int> behind = _database.InsertAsync(2).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Run(foreign, "COMMIT");

        Assert.Equal(1, await behind);
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Write_busyTimeoutZero_failsAtTheFirstLock()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { BusyTimeout = TimeSpan.Zero });
        using SqliteConnection foreign = LockFile();
        ValueTask<int> write = database.InsertAsync(1);

        Assert.True(write.IsFaulted);
        Assert.Equal(StoreErrorKind.RetriesExhausted, (await Assert.ThrowsAsync<StoreException>(() => write.AsTask())).Kind);
    }

    [Fact]
    public async Task Write_rollbackFails_theConnectionIsReplaced()
    {
        _ = await Assert.ThrowsAsync<FormatException>(() => _database.WriteAsync<int, int>("insert", 0, static (c, _) =>
        {
            _ = TestStatements.Insert(c, 1);
            ForbidRollback.On(c);
            throw new FormatException();
        }).AsTask());

        Assert.Equal(0, await _database.CountAsync());
        _ = await _database.InsertAsync(2);
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Write_closedDatabase_isRefused()
    {
        await _database.DisposeAsync();
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => _database.InsertAsync(1).AsTask());
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => _database.CountAsync().AsTask());
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => _database.OpenSnapshotAsync().AsTask());
    }

    ValueTask<SqliteDatabase> OpenAsync(SqliteOptions options) => SqliteDatabase.OpenAsync(File, options, new TestSchema(), default);

    Task<int> HoldAsync(Task until) => _database.WriteAsync("hold", until, static async (c, until, _) =>
    {
        await until;
        return TestStatements.Insert(c, -1);
    }).AsTask();

    SqliteConnection LockFile()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        Run(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
