using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed partial class IdleConnectionsTests
{
    [Fact]
    public async Task Dispose_beforeAnythingRested_nothingTicksAnyMore()
    {
        _ = await _database.InsertAsync(1);
        _ = await _database.CountAsync();
        Assert.NotNull(_time.NextDue);
        await _database.DisposeAsync();

        Assert.Equal((null, 0), (_time.NextDue, Open));
    }

    [Fact]
    public async Task Dispose_snapshotOutlastsIt_itsConnectionClosesWithIt()
    {
        SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        Task closing = _database.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            _time.Advance(new SqliteOptions().BusyTimeout);
            await Task.Yield();
        }

        await closing;
        Assert.Equal(1, Open);
        Assert.Equal(0, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await snapshot.DisposeAsync();
        Assert.Equal(0, Open);
    }

    [Fact]
    public async Task Dispose_whileConnectionsRest_losesNothing()
    {
        for (int round = 0; round < 10; round++)
        {
            SqliteDatabase database = await OpenAsync(new SqliteOptions { Readers = 2, ConnectionIdle = TimeSpan.FromMilliseconds(1) }, $"{round}.db");
            int written = 0;
            Task[] users = [.. Enumerable.Range(0, 4).Select(user => Task.Run(async () =>
            {
                try
                {
                    for (int i = 0; ; i++)
                    {
                        _ = await database.InsertAsync((user * 1_000_000) + i);
                        int known = Interlocked.Increment(ref written);
                        Assert.InRange(await database.CountAsync(), known, long.MaxValue);
                        await using SnapshotLease view = await database.OpenSnapshotAsync();
                        Assert.InRange(await view.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default), known, long.MaxValue);
                        await Task.Delay(i % 4);
                    }
                }
                catch (ObjectDisposedException)
                {
                    // Came too late, and was told so.
                }
            }))];
            await Task.Delay(50);
            await database.DisposeAsync();
            await Task.WhenAll(users);

            Assert.False(System.IO.File.Exists(_folder.File($"{round}.db-wal")));
            await using SqliteDatabase again = await OpenAsync(new SqliteOptions(), $"{round}.db");
            Assert.Equal(written, await again.CountAsync());
        }
    }
}
