using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>Another process changes the schema while the database is open.</summary>
public sealed class SchemaWatchTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    readonly TestSchema _schema = new();
    SqliteDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await SqliteDatabase.OpenAsync(_folder.File("schema.db"), null, _schema, default);
        _ = await _database.InsertAsync(1);
        Assert.Equal("with", await ReadVariantAsync(snapshot: false));
        Assert.Equal("with", await ReadVariantAsync(snapshot: true));
        Assert.Equal("with", await WriteVariantAsync());
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Write_columnGone_choosesAgainInsideItsTransaction()
    {
        DropColumn();

        Assert.Equal("without", await WriteVariantAsync());
        Assert.Equal("without", await ReadVariantAsync(snapshot: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_columnGone_runsAgainWithTheRightVariant(bool snapshot)
    {
        DropColumn();

        Assert.Equal("without", await ReadVariantAsync(snapshot));
        Assert.Equal("without", await WriteVariantAsync());
    }

    [Fact]
    public async Task Snapshot_columnGone_opensWithTheRightVariant()
    {
        await using (await _database.OpenSnapshotAsync())
        {
        }

        DropColumn();
        await using SnapshotLease snapshot = await _database.OpenSnapshotAsync();
        Assert.Equal("without", await snapshot.ReadAsync("variant", 0, static (c, _) => c.Statements<Variants>().Read(), default));
    }

    [Fact]
    public async Task Read_wrongSql_isAnErrorAtOnce()
    {
        int reads = _schema.Reads;
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => _database.TextAsync("SELECT nothing FROM t").AsTask());

        Assert.Equal(ResultCode.Error, error.SqliteErrorCode);
        Assert.Equal(reads, _schema.Reads);
    }

    [Fact]
    public async Task Write_ownCommits_readTheSchemaOnceAtOpen()
    {
        for (int i = 10; i < 20; i++)
        {
            _ = await _database.InsertAsync(i);
            _ = await _database.CountAsync();
        }

        Assert.Equal(1, _schema.Reads);
    }

    void DropColumn()
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("schema.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE u(id INTEGER PRIMARY KEY, v BLOB NOT NULL DEFAULT x''); INSERT INTO u SELECT id, v FROM t; DROP TABLE t; ALTER TABLE u RENAME TO t;";
        _ = command.ExecuteNonQuery();
    }

    async Task<string> ReadVariantAsync(bool snapshot) => await _database.ReadAsync("variant", 0, static (c, _) => c.Statements<Variants>().Read(), snapshot);

    async Task<string> WriteVariantAsync() => await _database.WriteAsync("variant", 0, static (c, _) => c.Statements<Variants>().Write());

    /// <summary>A statement set with a variant, as generated code has them.</summary>
    sealed class Variants(NativeConnection connection) : IStatementSet<Variants>
    {
        static readonly int s_slots = StatementSlots.Reserve(2);

        readonly bool _hasW = connection.Schema.HasColumn("t", "w");

        public static int SetSlot { get; } = StatementSlots.ReserveSet();

        public static Variants Create(NativeConnection connection) => new(connection);

        public string Read()
        {
            Statement query = connection.Prepare(s_slots, _hasW ? "SELECT v, w FROM t WHERE id = 1"u8 : "SELECT v FROM t WHERE id = 1"u8);
            Assert.True(query.Step());
            query.Reset();
            return _hasW ? "with" : "without";
        }

        public string Write()
        {
            Statement update = connection.Prepare(s_slots + 1, _hasW ? "UPDATE t SET w = w + 1"u8 : "UPDATE t SET v = x'01'"u8);
            _ = update.Execute();
            return _hasW ? "with" : "without";
        }
    }
}
