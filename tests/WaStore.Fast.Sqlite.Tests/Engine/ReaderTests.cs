using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class ReaderTests : IAsyncLifetime
{
    static readonly int s_left = StatementSlots.Reserve(1);

    readonly TempFolder _folder = new();
    SqliteDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OpenAsync(new SqliteOptions());

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_freeReader_completesOnTheCallingThreadAndAllocatesNothing(bool snapshot)
    {
        _ = await _database.PutAsync(7, new byte[1500]);
        Assert.Equal(1500, await LengthAsync(snapshot));
        EngineCounters before = _database.Counters;
        bool synchronous = true;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            ValueTask<long> read = LengthAsync(snapshot);
            synchronous &= read.IsCompletedSuccessfully;
            _ = await read;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        EngineCounters spent = _database.Counters - before;
        Assert.True(synchronous);
        Assert.Equal(0, bytes);
        Assert.Equal((0, 100, snapshot ? 300 : 100, 0), (spent.Prepared, spent.Rows, spent.Executions, spent.Transactions));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Read_startedAfterAWriteCompleted_seesIt(int readers)
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { Readers = readers });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (long id = worker; id < 400; id += 4)
            {
                _ = await database.InsertAsync(id);
                long seen = await database.ReadAsync("get", id, static (c, id) => TestStatements.Length(c, id), snapshot: id % 2 == 0);
                Assert.Equal(0, seen);
            }
        })));
    }

    [Fact]
    public async Task Read_besideAnOpenWriteTransaction_isNotBlockedAndSeesTheStateBefore()
    {
        var release = new TaskCompletionSource();
        Task<int> write = _database.WriteAsync("hold", release.Task, static async (c, until, stop) =>
        {
            _ = TestStatements.Insert(c, 1);
            await until;
            return 0;
        }).AsTask();
        ValueTask<long> read = _database.CountAsync();

        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(0, await read);
        release.SetResult();
        _ = await write;
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Read_writes_isRefusedByTheReader()
    {
        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => _database.ReadAsync("write", 0, static (c, _) => TestStatements.Insert(c, 1)).AsTask());

        Assert.Equal(ResultCode.ReadOnly, ResultCode.Primary(refused.SqliteErrorCode!.Value));
        Assert.Equal(0, await _database.CountAsync());
    }

    [Fact]
    public async Task Read_oneSnapshot_severalStatementsSeeOneState()
    {
        _ = await _database.InsertAsync(1);
        (long before, long after) = await Task.Run(() => _database.ReadAsync("twice", _database, static (c, database) =>
        {
            long first = TestStatements.Count(c);
            // From inside the read, on another thread: the writer does not wait for readers.
            _ = Task.Run(() => database.InsertAsync(2).AsTask()).GetAwaiter().GetResult();
            return (first, TestStatements.Count(c));
        }, snapshot: true).AsTask());

        Assert.Equal((1, 1), (before, after));
        Assert.Equal(2, await _database.CountAsync());
    }

    [Fact]
    public async Task Read_allReadersBusy_waitsItsTurnAndCanBeCancelled()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Task<int> holder = Task.Run(() => _database.ReadAsync("hold", (started, release), static (_, s) =>
        {
            s.started.Set();
            s.release.Wait();
            return 0;
        }).AsTask());
        started.Wait();
        using var cancellation = new CancellationTokenSource();
        Task<int> cancelled = _database.ReadAsync("count", 0, static (_, _) => 0, cancellationToken: cancellation.Token).AsTask();
        Task<long> waiting = _database.CountAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(waiting.IsCompleted);
        release.Set();

        _ = await holder;
        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task Read_leavesAStatementOnARow_isAnErrorAndTheReaderIsGoodAgain()
    {
        _ = await _database.InsertAsync(1);
        _ = await _database.InsertAsync(2);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => _database.ReadAsync("leave", 0, static (c, _) => c.Prepare(s_left, "SELECT id FROM t"u8).Step()).AsTask());
        _ = await _database.InsertAsync(3);

        Assert.Equal(3, await _database.CountAsync());
    }

    [Fact]
    public async Task Read_bodyThrows_theReaderIsGoodAgain()
    {
        _ = await Assert.ThrowsAsync<FormatException>(() => _database.ReadAsync<int, int>("fail", 0, static (_, _) => throw new FormatException(), snapshot: true).AsTask());
        _ = await _database.InsertAsync(1);

        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Snapshot_laterWrites_areNotSeen()
    {
        _ = await _database.InsertAsync(1);
        SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        // Before the snapshot's first read: its view is fixed when it is opened.
        _ = await _database.InsertAsync(2);
        Assert.True(snapshot.IsIsolated);
        Assert.Equal(1, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        Assert.Equal(2, await _database.CountAsync());
        Assert.Equal(1, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await snapshot.DisposeAsync();
        await snapshot.DisposeAsync();

        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default).AsTask());
        await using SnapshotLease next = await _database.OpenSnapshotAsync();
        Assert.Equal(2, await next.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
    }

    [Fact]
    public async Task Snapshot_twoReadsAtOnce_theSecondIsRefused()
    {
        await using SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Task<int> first = Task.Run(() => snapshot.ReadAsync("hold", (started, release), static (_, s) =>
        {
            s.started.Set();
            s.release.Wait();
            return 0;
        }, default).AsTask());
        started.Wait();
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.ReadAsync("count", 0, static (_, _) => 0, default).AsTask());
        release.Set();
        _ = await first;
    }

    ValueTask<long> LengthAsync(bool snapshot) => _database.ReadAsync("get", 7L, static (c, id) => TestStatements.Length(c, id), snapshot);

    ValueTask<SqliteDatabase> OpenAsync(SqliteOptions options) => SqliteDatabase.OpenAsync(_folder.File("readers.db"), options, new TestSchema(), default);
}
