using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class CheckpointTests : IAsyncLifetime
{
    const int Page = 4096;

    readonly TempFolder _folder = new();

    string File => _folder.File("wal.db");

    long WalLength => new FileInfo(File + "-wal").Length;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Writes_withoutAPause_theWalStaysWithinItsBound()
    {
        const long Bound = 1 << 20;
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { WalBound = Bound, CheckpointGap = TimeSpan.FromMinutes(1), CheckpointIdle = TimeSpan.FromHours(1) });
        byte[] value = new byte[20_000];
        for (int i = 0; i < 500; i++)
        {
            value.AsSpan().Fill((byte)i);
            _ = await database.PutAsync(i % 50, value);
            Assert.InRange(WalLength, 0, Bound + (20 * Page));
        }

        Assert.InRange(database.Checkpoints.Completed, 5, 100);
    }

    [Fact]
    public async Task Writes_thenAPause_theWalIsCopiedInTheGap()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { CheckpointThreshold = 100_000, CheckpointIdle = TimeSpan.FromHours(1) });
        for (int i = 0; i < 10; i++)
        {
            _ = await database.PutAsync(i, new byte[20_000]);
        }

        await UntilAsync(() => database.Checkpoints.Completed == 1);
        long length = WalLength;
        // FULL leaves the file; the next writer starts it over.
        Assert.InRange(length, 200_000, 1_000_000);
        _ = await database.PutAsync(0, new byte[100]);
        Assert.Equal(length, WalLength);
    }

    [Theory]
    // A log started over is first shorter than before, then exactly as long, then longer: each time there is something new in it to copy.
    [InlineData(400_000, 200_000)]
    [InlineData(200_000, 200_000)]
    [InlineData(200_000, 400_000)]
    public async Task Wal_startedOverAfterACheckpoint_isCopiedInEachPause(int first, int later)
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { CheckpointThreshold = 100_000, CheckpointIdle = TimeSpan.FromHours(1) });
        int completed = 0;
        foreach (int size in (int[])[first, later, later, later, later])
        {
            completed++;
            // Other bytes each time: SQLite writes no page that stays as it is.
            byte[] value = new byte[size];
            value.AsSpan().Fill((byte)completed);
            _ = await database.PutAsync(0, value);
            await UntilAsync(() => database.Checkpoints.Completed == completed);
        }

        // The file was never emptied in between, so the log was started over each time.
        Assert.InRange(WalLength, Math.Max(first, later), Math.Max(first, later) * 2);
    }

    [Fact]
    public async Task Lane_idle_theWalIsEmptied()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { CheckpointIdle = TimeSpan.FromMilliseconds(20) });
        _ = await database.InsertAsync(1);
        Assert.NotEqual(0, WalLength);
        await UntilAsync(() => WalLength == 0);

        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task Checkpoint_readerHoldsAnOldView_copiesNothingFailsNothingAndIsMadeUpFor()
    {
        const long Bound = 200_000;
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { CheckpointThreshold = 100_000, WalBound = Bound, CheckpointIdle = TimeSpan.FromMilliseconds(20) });
        _ = await database.InsertAsync(1);
        await UntilAsync(() => WalLength == 0);
        _ = await database.InsertAsync(2);
        long file = new FileInfo(File).Length;
        SnapshotLease old = await database.OpenSnapshotAsync();
        for (int i = 0; i < 40; i++)
        {
            _ = await database.PutAsync(100 + i, new byte[20_000]);
        }

        await UntilAsync(() => database.Checkpoints.Blocked > 1);
        Assert.Equal(file, new FileInfo(File).Length);
        Assert.InRange(WalLength, 800_000, long.MaxValue);
        Assert.Equal(2, await old.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await old.DisposeAsync();

        await UntilAsync(() => WalLength == 0);
        Assert.InRange(new FileInfo(File).Length, 800_000, long.MaxValue);
        Assert.Equal(42, await database.CountAsync());
        Assert.Equal("ok", await database.TextAsync("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Checkpoint_foreignWriterHoldsTheLock_copiesNothing()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { CheckpointIdle = TimeSpan.FromMilliseconds(20) });
        _ = await database.InsertAsync(1);
        await UntilAsync(() => WalLength == 0);
        await using SqliteDatabase other = await OpenAsync(new SqliteOptions { CheckpointIdle = TimeSpan.FromHours(1) });
        byte[] before = await BytesAsync(database);
        var release = new TaskCompletionSource();
        _ = await database.InsertAsync(2);
        long blocked = database.Checkpoints.Blocked;
        Task<int> foreign = other.WriteAsync("hold", release.Task, static async (c, until, stop) =>
        {
            _ = TestStatements.Insert(c, 3);
            await until;
            return 0;
        }).AsTask();
        await UntilAsync(() => database.Checkpoints.Blocked > blocked);
        // A PASSIVE checkpoint, which is what SQLite falls back to, would have copied the second row's page.
        Assert.Equal(before, await BytesAsync(database));
        release.SetResult();
        _ = await foreign;

        Assert.Equal(3, await database.CountAsync());
    }

    [Fact]
    public async Task Dispose_idle_leavesNoWalBehind()
    {
        SqliteDatabase database = await OpenAsync(new SqliteOptions { Readers = 3 });
        _ = await database.InsertAsync(1);
        _ = await database.CountAsync();
        await using (await database.OpenSnapshotAsync())
        {
        }

        await database.DisposeAsync();
        await database.DisposeAsync();

        Assert.Equal(["wal.db"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Dispose_writesAreQueued_finishesThem()
    {
        SqliteDatabase database = await OpenAsync(new SqliteOptions());
        Task[] writes = [.. Enumerable.Range(0, 100).Select(i => Task.Run(() => database.InsertAsync(i).AsTask()))];
        await Task.WhenAll(writes[..50]);
        Task closing = database.DisposeAsync().AsTask();
        int done = 0;
        foreach (Task write in writes)
        {
            try
            {
                await write;
                done++;
            }
            catch (ObjectDisposedException)
            {
                // Came too late, and was told so.
            }
        }

        await closing;
        await using SqliteDatabase again = await OpenAsync(new SqliteOptions());
        Assert.Equal(done, await again.CountAsync());
    }

    [Fact]
    public async Task Dispose_snapshotStillOpen_waitsForIt()
    {
        SqliteDatabase database = await OpenAsync(new SqliteOptions());
        _ = await database.InsertAsync(1);
        SnapshotLease snapshot = await database.OpenSnapshotAsync();
        Task closing = database.DisposeAsync().AsTask();
        await Task.Delay(20);
        Assert.False(closing.IsCompleted);
        Assert.Equal(1, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await snapshot.DisposeAsync();
        await closing;

        Assert.Equal(["wal.db"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    ValueTask<SqliteDatabase> OpenAsync(SqliteOptions options) => SqliteDatabase.OpenAsync(File, options, new TestSchema(), default);

    /// <summary>The file's bytes, asked of SQLite: a managed stream would drop the locks of this process.</summary>
    static async Task<byte[]> BytesAsync(SqliteDatabase database) =>
        await database.ReadAsync("page", 0, static (c, _) => MainFile.ReadAll(c));

    static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(condition());
    }
}
