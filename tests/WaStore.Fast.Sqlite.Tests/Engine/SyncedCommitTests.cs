namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>The syncs of the -wal are counted in a VFS under SQLite; the counter is the process's, so these tests stand in one collection.</summary>
[Collection(CountingVfs.Collection)]
public sealed class SyncedCommitTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();

    public Task InitializeAsync()
    {
        CountingVfs.Register();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Write_synced_syncsTheWalOnceAndOnlyThen()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions());
        _ = await database.InsertAsync(0);

        Assert.Equal(0, await SyncsAsync(() => database.InsertAsync(1)));
        for (int i = 10; i < 15; i++)
        {
            Assert.Equal(1, await SyncsAsync(() => database.InsertAsync(i, synced: true)));
            Assert.Equal(0, await SyncsAsync(() => database.InsertAsync(-i)));
        }
    }

    [Fact]
    public async Task Write_syncedAndFailed_theNextIsNotSynced()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions());
        _ = await Assert.ThrowsAsync<FormatException>(() =>
            database.WriteAsync<int, int>("fail", 0, static (_, _) => throw new FormatException(), synced: true).AsTask());

        Assert.Equal("1", await database.TextAsync("PRAGMA synchronous", onWriter: true));
        Assert.Equal(0, await SyncsAsync(() => database.InsertAsync(1)));
    }

    [Fact]
    public async Task Write_fullByOption_syncsEveryCommitOnce()
    {
        await using SqliteDatabase database = await OpenAsync(new SqliteOptions { Synchronous = SynchronousMode.Full });
        _ = await database.InsertAsync(0);

        Assert.Equal(1, await SyncsAsync(() => database.InsertAsync(1)));
        Assert.Equal(1, await SyncsAsync(() => database.InsertAsync(2, synced: true)));
    }

    // No checkpoint in between: it would sync the WAL too.
    ValueTask<SqliteDatabase> OpenAsync(SqliteOptions options)
    {
        options.CheckpointIdle = TimeSpan.FromHours(1);
        return SqliteDatabase.OpenAsync($"file:{_folder.File("synced.db")}?vfs=wsfcount", options, new TestSchema(), default);
    }

    static async Task<int> SyncsAsync(Func<ValueTask<int>> write)
    {
        int before = CountingVfs.WalSyncs;
        _ = await write();
        return CountingVfs.WalSyncs - before;
    }
}
