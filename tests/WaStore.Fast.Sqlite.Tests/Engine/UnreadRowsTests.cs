using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>Rows that a call asked for and never enumerated, so that nobody disposed them: the connection's next user must not pay for them.</summary>
public sealed class UnreadRowsTests : IAsyncLifetime
{
    const int Chunk = 500;

    static readonly int s_slots = StatementSlots.Reserve(1 + ListLadder.Count(Chunk));
    static readonly long[] s_ids = [.. Enumerable.Range(0, Chunk + 100).Select(static i => (long)i)];

    readonly TempFolder _folder = new();
    SqliteDatabase _database = null!;

    public async Task InitializeAsync() => _database = await SqliteDatabase.OpenAsync(_folder.File("unread.db"), new SqliteOptions(), new TestSchema(), default);

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Rows_neverEnumerated_leaveNoBoundBytes()
    {
        NativeConnection reader = await _database.ReadAsync("read", 0, static (c, ignored) =>
        {
            _ = AskForRows(c);
            Assert.Equal(1, c.Held);
            return c;
        });
        Assert.Equal(0, reader.Held);
        Assert.False(reader.Find(s_slots)!.IsHolding);

        NativeConnection writer = await _database.WriteAsync("write", 0, static (c, ignored) =>
        {
            _ = AskForRows(c);
            _ = AskForRows(c);
            return c;
        });
        Assert.Equal(0, writer.Held);
        Assert.False(writer.Find(s_slots)!.IsHolding);
    }

    [Fact]
    public async Task List_neverEnumerated_givesItsPlacesBack()
    {
        for (int i = 0; i < 50; i++)
        {
            _ = await ReadListAsync();
        }

        _ = await _database.ReadAsync("read", 0, static (c, ignored) =>
        {
            _ = AskForList(c);
            // The one that is never read still has its own.
            Assert.Equal(Chunk + 100, CountList(c));
            return 0;
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = await ReadListAsync();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Lists_askedForTogether_eachReadsItsOwn()
    {
        (long first, long second) = await _database.WriteAsync("both", 0, static (c, _) =>
        {
            c.Execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t(id) SELECT i FROM n"u8);
            ListRows<long, long> whole = AskForList(c);
            long second = 0;
            foreach (long id in AskForList(c, [.. s_ids.SelectMany(static id => Enumerable.Repeat(id + 1000, 2))]))
            {
                second += id;
            }

            long first = 0;
            foreach (long id in whole)
            {
                first += id;
            }

            return (first, second);
        });

        Assert.Equal((s_ids.Sum(), s_ids.Sum(static id => id + 1000)), (first, second));
    }

    [Fact]
    public async Task NullText_inAListLongerThanAChunk_findsNothingAndKeepsNothing()
    {
        await _database.InsertAsync(1);
        string?[] texts = [.. Enumerable.Repeat<string?>(null, 2), .. Enumerable.Range(0, Chunk).Select(static i => $"{i}"), null];
        NativeConnection reader = await _database.ReadAsync("read", texts, static (c, texts) =>
        {
            var call = new ListCall<string?>(c, s_texts, new ListSql("SELECT id FROM t WHERE CAST(id AS TEXT) IN ("u8, "\u0001"u8, ")"u8, 0, 1, Chunk), texts,
                static (Statement s, int o, in string? text) => s.BindText(o, text), ListTail.Padded, StringComparer.Ordinal);
            int rows = 0;
            foreach (long id in new ListRows<string?, long>(call, static s => s.GetInt64(0)))
            {
                rows += (int)id;
            }

            Assert.Equal(1, rows);
            return c;
        });
        Assert.Equal(0, reader.Held);
    }

    static readonly int s_texts = StatementSlots.Reserve(ListLadder.Count(Chunk));

    ValueTask<int> ReadListAsync() => _database.ReadAsync("list", 0, static (c, _) => CountList(c));

    static int CountList(NativeConnection connection)
    {
        int rows = Chunk + 100;
        foreach (long _ in AskForList(connection))
        {
            rows++;
        }

        return rows;
    }

    static Rows<long> AskForRows(NativeConnection connection)
    {
        Statement statement = connection.Prepare(s_slots, "SELECT id FROM t WHERE v = ?1"u8);
        statement.BindBlob(1, "key material"u8);
        return new Rows<long>(statement, static s => s.GetInt64(0));
    }

    static ListRows<long, long> AskForList(NativeConnection connection) => AskForList(connection, s_ids);

    static ListRows<long, long> AskForList(NativeConnection connection, long[] ids) => new(
        new ListCall<long>(connection, s_slots + 1, new ListSql("SELECT id FROM t WHERE id IN ("u8, "\u0001"u8, ")"u8, 0, 1, Chunk), ids,
            static (Statement s, int o, in long id) => s.BindInt64(o, id), ListTail.Padded, Comparer<long>.Default),
        static s => s.GetInt64(0));
}
