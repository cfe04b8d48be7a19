using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A file system without shared memory: no WAL, so no readers, and a commit can meet another connection's reader.</summary>
public sealed class NoWalTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    readonly SkippingTime _time = new();
    SqliteDatabase _database = null!;

    string File => _folder.File("plain.db");

    public async Task InitializeAsync()
    {
        CountingVfs.Register();
        _database = await SqliteDatabase.OpenAsync($"file:{File}?vfs=wsfnoshm", new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(5) }, new TestSchema(), default);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Read_withoutWal_takesTurnsWithTheWriter()
    {
        Assert.Equal("delete", _database.JournalMode);
        _ = await _database.InsertAsync(1);
        Assert.Equal(1, await _database.CountAsync());
        Assert.Equal("0", await _database.TextAsync("PRAGMA query_only"));
        await using SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        Assert.False(snapshot.IsIsolated);
        _ = await _database.InsertAsync(2);
        Assert.Equal(2, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
    }

    [Fact]
    public async Task Commit_meetsAReader_waitsAndIsNotCancelledAnyMore()
    {
        using SqliteConnection reader = OpenReader();
        using var cancellation = new CancellationTokenSource();
        Task<int> write = _database.InsertAsync(1, cancellationToken: cancellation.Token).AsTask();
        Assert.False(write.IsCompleted);
        await cancellation.CancelAsync();
        await Task.Delay(30);
        Assert.False(write.IsCompleted);
        Run(reader, "COMMIT");

        Assert.Equal(1, await write);
        Assert.Equal(1, await _database.CountAsync());
    }

    [Fact]
    public async Task Commit_readerStays_exhaustsTheRetriesAndRollsBack()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync($"file:{File}?vfs=wsfnoshm", new SqliteOptions { TimeProvider = _time }, new TestSchema(), default);
        using SqliteConnection reader = OpenReader();
        StoreException exhausted = await Assert.ThrowsAsync<StoreException>(() => database.InsertAsync(1).AsTask());
        Assert.Equal(StoreErrorKind.RetriesExhausted, exhausted.Kind);
        Run(reader, "COMMIT");

        Assert.Equal(0, await database.CountAsync());
        Assert.Equal(1, await database.InsertAsync(1));
    }

    SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        Run(connection, "BEGIN; SELECT count(*) FROM t");
        return connection;
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteScalar();
    }
}
