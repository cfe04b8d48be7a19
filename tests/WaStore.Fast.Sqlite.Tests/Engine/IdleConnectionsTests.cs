using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Tests;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed partial class IdleConnectionsTests : IAsyncLifetime
{
    const int StatementMemory = 3;

    static readonly TimeSpan s_period = new SqliteOptions().ConnectionIdle;

    static readonly int s_slot = StatementSlots.Reserve(1);

    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    SqliteDatabase _database = null!;

    string File => _folder.File("idle.db");

    int Open => (int)(_database.CacheBound(1) / _database.PageSize);

    public async Task InitializeAsync() => _database = await OpenAsync(new SqliteOptions { Readers = 2, TimeProvider = _time });

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Readers_unused_closeAndOpenAgainWhenNeeded()
    {
        _ = await _database.InsertAsync(1);
        await ReadTwiceAtOnceAsync();
        await using (await _database.OpenSnapshotAsync())
        {
        }

        Assert.Equal(4, Open);
        EngineCounters before = _database.Counters;
        Idle();
        Assert.Equal(1, Open);
        // What the closed ones have done still counts.
        Assert.Equal(before, _database.Counters);

        ValueTask<long> read = _database.CountAsync();
        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(1, await read);
        Assert.Equal(2, Open);
        await using SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        Assert.Equal(1, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await ReadTwiceAtOnceAsync();
        Assert.Equal(4, Open);
    }

    [Fact]
    public async Task Writer_unused_keepsNoStatementAndPreparesThemAgain()
    {
        NativeConnection writer = await _database.WriteAsync("take", 0, static (c, _) => c);
        _ = await _database.InsertAsync(1);
        EngineCounters before = _database.Counters;
        _ = await _database.InsertAsync(2);
        Assert.Equal(0, (_database.Counters - before).Prepared);
        Assert.NotEqual(0, Memory(writer));
        Idle();
        Assert.Equal(0, Memory(writer));

        before = _database.Counters;
        _ = await _database.InsertAsync(3);
        // BEGIN, INSERT, COMMIT: on the connection that there was.
        Assert.Equal((3, 3, 1), ((_database.Counters - before).Prepared, (_database.Counters - before).Executions, (_database.Counters - before).Transactions));
        Assert.Same(writer, await _database.WriteAsync("take", 0, static (c, _) => c));
        Assert.Equal(3, await _database.CountAsync());
    }

    [Fact]
    public async Task Connections_usedNowAndThen_keepWhatTheyHave()
    {
        _ = await _database.InsertAsync(0);
        _ = await _database.CountAsync();
        EngineCounters before = _database.Counters;
        for (int i = 1; i <= 20; i++)
        {
            _time.Advance(s_period * 0.9);
            _ = await _database.InsertAsync(i);
            Assert.Equal(i + 1, await _database.CountAsync());
        }

        Assert.Equal(0, (_database.Counters - before).Prepared);
        Assert.Equal(2, Open);
    }

    [Fact]
    public async Task Idle_afterItsWork_nothingTicksUntilTheNextCall()
    {
        _ = await _database.InsertAsync(1);
        _ = await _database.CountAsync();
        Idle();
        Assert.Null(_time.NextDue);
        // Reads alone, too, and each time anew.
        for (int i = 0; i < 3; i++)
        {
            _ = await _database.CountAsync();
            Assert.Equal(s_period, _time.NextDue);
            Idle();
            Assert.Null(_time.NextDue);
            Assert.Equal(1, Open);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_runsMeanwhile_isNotDisturbed(bool snapshot)
    {
        _ = await _database.InsertAsync(1);
        _ = await _database.InsertAsync(2);
        await ReadTwiceAtOnceAsync();
        (long first, long second) = await _database.ReadAsync("slow", this, static (c, test) =>
        {
            long first = TestStatements.Count(c);
            test.Idle();
            return (first, TestStatements.Count(c));
        }, snapshot);

        Assert.Equal((2, 2), (first, second));
        // With one of them out the other stayed too.
        Assert.Equal(3, Open);
        Idle();
        Assert.Equal(1, Open);
        Assert.Equal(2, await _database.CountAsync());
    }

    [Fact]
    public async Task Snapshot_openMeanwhile_keepsItsView()
    {
        // So that nothing is prepared below: an open snapshot alone has the spare connection looked at later.
        await CountInSnapshotAsync(0);
        _ = await _database.InsertAsync(1);
        SnapshotLease old = await _database.OpenSnapshotAsync();
        _ = await _database.InsertAsync(2);
        Idle();
        Assert.Equal(1, await old.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        Idle();
        Assert.Equal(1, await old.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
        await old.DisposeAsync();
        Assert.Equal(2, Open);
        Idle();

        Assert.Equal(1, Open);
        await CountInSnapshotAsync(2);
    }

    [Fact]
    public async Task Write_waitsMeanwhile_keepsItsTransaction()
    {
        _ = await _database.InsertAsync(1);
        int written = await _database.WriteAsync("slow", this, static async (c, test, stop) =>
        {
            int written = TestStatements.Insert(c, 2);
            await Task.Yield();
            Statement ids = c.Prepare(s_slot, "SELECT id FROM t ORDER BY id"u8);
            Assert.True(ids.Step());
            long prepared = c.Counters.Prepared;
            test.Idle();
            Assert.True(ids.Step());
            Assert.Equal(2, ids.GetInt64(0));
            ids.Reset();
            written += TestStatements.Insert(c, 3);
            Assert.Equal(prepared, c.Counters.Prepared);
            return written;
        });

        Assert.Equal(2, written);
        Assert.Equal(3, await _database.CountAsync());
    }

    [Fact]
    public async Task Commit_ofAnotherMeanwhile_isSeenAndCounted()
    {
        _ = await _database.InsertAsync(1);
        _ = await _database.CountAsync();
        Idle();
        Run("INSERT INTO t(id) VALUES (2); CREATE TABLE another(x)");
        Assert.Equal(2, await _database.CountAsync());
        NativeConnection writer = await _database.WriteAsync("take", 0, static (c, _) => c);
        uint version = writer.DataVersion;
        Idle();
        _ = await _database.InsertAsync(3);

        // The own commit, and no foreign one, is what the version moved by while everybody rested.
        Assert.Equal(version + 1, writer.DataVersion);
        Assert.Equal(3, await _database.CountAsync());
    }

    [Fact]
    public async Task Readers_closing_leaveTheWalAlone()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(
            _folder.File("wal.db"), new SqliteOptions { TimeProvider = _time, CheckpointIdle = TimeSpan.FromHours(1) }, new TestSchema(), default);
        _ = await database.InsertAsync(1);
        _ = await database.CountAsync();
        long length = new FileInfo(_folder.File("wal.db-wal")).Length;
        Idle();

        Assert.NotEqual(0, length);
        Assert.Equal(length, new FileInfo(_folder.File("wal.db-wal")).Length);
        Assert.Equal((0, 0), database.Checkpoints);
        Assert.Equal(1, await database.CountAsync());
    }

    /// <summary>Two looks: between them nobody used anything.</summary>
    void Idle()
    {
        _time.Advance(s_period);
        _time.Advance(s_period);
    }

    /// <summary>So that both readers are open: the second read runs inside the first, whose body cannot await, and completes at once because a reader is free.</summary>
    async Task ReadTwiceAtOnceAsync() => _ = await _database.ReadAsync("outer", _database, static (c, database) =>
        TestStatements.Count(c) + database.CountAsync().AsTask().GetAwaiter().GetResult());

    async Task CountInSnapshotAsync(long expected)
    {
        await using SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        Assert.Equal(expected, await snapshot.ReadAsync("count", 0, static (c, _) => TestStatements.Count(c), default));
    }

    void Run(string sql)
    {
        using var foreign = new SqliteConnection($"Data Source={File};Pooling=False");
        foreign.Open();
        using SqliteCommand command = foreign.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    static unsafe int Memory(NativeConnection connection)
    {
        int used = 0;
        int highest = 0;
        Assert.Equal(0, NativeMethods.sqlite3_db_status(connection.Handle, StatementMemory, &used, &highest, 0));
        return used;
    }

    ValueTask<SqliteDatabase> OpenAsync(SqliteOptions options, string name = "idle.db") => SqliteDatabase.OpenAsync(_folder.File(name), options, new TestSchema(), default);
}
