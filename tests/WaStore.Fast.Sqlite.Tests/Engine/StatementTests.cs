using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class StatementTests : IDisposable
{
    static readonly int s_slots = StatementSlots.Reserve(64);

    readonly NativeConnection _connection = NativeConnection.Open(":memory:", NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Bind_emptyBlobAndText_areNotNull()
    {
        _connection.Execute("CREATE TABLE t(a BLOB NOT NULL, b TEXT NOT NULL)"u8);
        Statement insert = _connection.Prepare(s_slots, "INSERT INTO t VALUES (?1, ?2)"u8);
        insert.BindBlob(1, []);
        insert.BindText(2, "");
        Assert.Equal(1, insert.Execute());

        Assert.Equal("blob text", _connection.QueryText("SELECT typeof(a) || ' ' || typeof(b) FROM t"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(514)]
    [InlineData(1000)]
    [InlineData(32767)]
    public void ListRows_anyLength_answersEachIdOnce(int count)
    {
        _connection.Execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT)"u8);
        _connection.Execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) INSERT INTO t SELECT i, 'v' || i FROM n"u8);
        long[] ids = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        long[] withDuplicates = [.. ids, .. ids];

        Assert.Equal(ids, Read(ids));
        Assert.Equal(ids, Read(withDuplicates));
        Assert.False(_connection.InTransaction);
    }

    [Fact]
    public void ListExecute_tails_runTheNamedNumberOfExecutions()
    {
        _connection.Execute("CREATE TABLE t(id INTEGER PRIMARY KEY)"u8);
        EngineCounters before = _connection.Counters;
        var call = new ListCall<long>(_connection, s_slots + 20, new ListSql("DELETE FROM t WHERE id IN ("u8, "\u0001"u8, ")"u8, 0, 1, 500), new long[514],
            static (Statement s, int o, in long id) => s.BindInt64(o, id), ListTail.Padded, comparer: null);
        while (call.NextStatement(out _))
        {
        }

        Assert.Equal(0, call.Execute());
        // Two chunks, and the transaction around them.
        Assert.Equal(2 + 2, (_connection.Counters - before).Executions);
    }

    long[] Read(long[] ids)
    {
        var call = new ListCall<long>(_connection, s_slots + 2, new ListSql("SELECT id FROM t WHERE id >= ?1 AND id IN ("u8, "\u0001"u8, ")"u8, 1, 1, 500), ids,
            static (Statement s, int o, in long id) => s.BindInt64(o, id), ListTail.Padded, Comparer<long>.Default);
        while (call.NextStatement(out Statement statement))
        {
            statement.BindInt64(1, 0);
        }

        List<long> answer = [];
        foreach (long id in new ListRows<long, long>(call, static s => s.GetInt64(0)))
        {
            answer.Add(id);
        }

        answer.Sort();
        return [.. answer];
    }
}
