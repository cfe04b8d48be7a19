using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>The statements of <see cref="TestSchema"/>, as generated code would run them.</summary>
static class TestStatements
{
    static readonly int s_slots = StatementSlots.Reserve(4);

    internal static int Insert(NativeConnection connection, long id)
    {
        Statement insert = connection.Prepare(s_slots, "INSERT INTO t(id) VALUES (?1)"u8);
        insert.BindInt64(1, id);
        return insert.Execute();
    }

    internal static int Put(NativeConnection connection, long id, ReadOnlySpan<byte> value)
    {
        Statement put = connection.Prepare(s_slots + 1, "INSERT INTO t(id, v) VALUES (?1, ?2) ON CONFLICT(id) DO UPDATE SET v = excluded.v"u8);
        put.BindInt64(1, id);
        return put.Execute(2, value);
    }

    internal static long Count(NativeConnection connection)
    {
        Statement count = connection.Prepare(s_slots + 2, "SELECT count(*) FROM t"u8);
        _ = count.Step();
        long rows = count.GetInt64(0);
        count.Reset();
        return rows;
    }

    internal static long Length(NativeConnection connection, long id)
    {
        Statement get = connection.Prepare(s_slots + 3, "SELECT v FROM t WHERE id = ?1"u8);
        get.BindInt64(1, id);
        long length = get.Step() ? get.GetBlob(0).Length : -1;
        get.Reset();
        return length;
    }

    internal static ValueTask<int> InsertAsync(this SqliteDatabase database, long id, bool synced = false, CancellationToken cancellationToken = default) =>
        database.WriteAsync("insert", id, static (c, id) => Insert(c, id), synced, cancellationToken);

    internal static ValueTask<int> PutAsync(this SqliteDatabase database, long id, byte[] value) =>
        database.WriteAsync("put", (id, value), static (c, s) => Put(c, s.id, s.value));

    internal static ValueTask<long> CountAsync(this SqliteDatabase database) => database.ReadAsync("count", 0, static (c, _) => Count(c));

    internal static ValueTask<string?> TextAsync(this SqliteDatabase database, string sql, bool onWriter = false) => onWriter
        ? database.WriteAsync("query", sql, static (c, sql) => c.QueryText(sql))
        : database.ReadAsync("query", sql, static (c, sql) => c.QueryText(sql));
}
