using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class NativeSchemaConnectionTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public async Task Two_that_open_at_once_both_succeed()
    {
        using var first = Open();
        first.Execute("PRAGMA journal_mode=WAL");
        using var second = Open();

        var counts = await Task.WhenAll(new[] { first, second }.Select(connection => Task.Run(() =>
        {
            var schema = new NativeSchemaConnection(connection);
            var applied = Migrator.Apply(schema).Count;
            OwnIndexes.Apply(schema, SchemaShape.Read(schema));
            return applied;
        })));

        Assert.Equal(Migrations.All.Count, counts.Sum());
        Assert.True(SchemaShape.Read(new NativeSchemaConnection(first)).HasIndex("wsf_base_keys_created"));
    }

    [Fact]
    public void A_work_that_throws_is_rolled_back_and_its_exception_passed_on()
    {
        using var connection = Open();
        var schema = new NativeSchemaConnection(connection);

        var error = Assert.Throws<StoreException>(() => schema.RunImmediate(() =>
        {
            schema.Execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
            schema.Execute("INSERT INTO nowhere VALUES (1)");
        }));

        Assert.Equal(StoreErrorKind.Database, error.Kind);
        Assert.False(connection.InTransaction);
        Assert.Empty(schema.QueryTexts("SELECT name FROM sqlite_master"));
    }

    [Fact]
    public void QueryTexts_reads_every_row_and_null_as_empty()
    {
        using var connection = Open();

        Assert.Equal(["a", "", "7"], new NativeSchemaConnection(connection).QueryTexts("SELECT 'a' UNION ALL SELECT NULL UNION ALL SELECT 7"));
    }

    public void Dispose() => _database.Dispose();

    NativeConnection Open()
    {
        var connection = NativeConnection.Open(_database.Path, NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);
        connection.Execute("PRAGMA busy_timeout=30000");
        return connection;
    }
}
