using System.Buffers.Binary;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>Commits whose frames are gathered, against SQLite's own: the same transactions on a second file, whose writer gathers nothing.</summary>
[Collection(CountingVfs.Collection)]
public sealed class GatheredCommitTests : IDisposable
{
    const int WalHeader = 32;
    const int FrameHeader = 24;
    const int Create = NativeConnection.OpenReadWrite | NativeConnection.OpenCreate;

    static readonly int s_slot = StatementSlots.Reserve(1);

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Delete();

    // Small caches spill pages before the commit, and write again some that were spilled. Of pages of 64 KB what is gathered holds one.
    [Theory]
    [InlineData(1, 4096, 2000, 1)]
    [InlineData(2, 4096, 10, 1)]
    [InlineData(3, 4096, 10, 2)]
    [InlineData(4, 512, 30, 1)]
    [InlineData(5, 512, 2000, 2)]
    [InlineData(6, 65536, 10, 1)]
    [InlineData(7, 1024, 5, 1)]
    public void TheWal_isWhatSqliteWritesItself(int seed, int pageSize, int cacheSize, int synchronous)
    {
        string setup = $"PRAGMA page_size={pageSize}; PRAGMA journal_mode=WAL; PRAGMA cache_size={cacheSize}; PRAGMA synchronous={synchronous}; "
            + "PRAGMA wal_autocheckpoint=0; CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB)";
        using NativeConnection gathering = NativeConnection.Open(_folder.File("a.db"), Create);
        using NativeConnection plain = NativeConnection.Open(_folder.File("b.db"), Create);
        gathering.GatherFrames();
        gathering.Execute(setup);
        plain.Execute(setup);
        for (int transaction = 0; transaction < 40; transaction++)
        {
            int transactionSeed = (seed * 1000) + transaction;
            Run(gathering, transactionSeed);
            Run(plain, transactionSeed);
            byte[] left = ReadShared(_folder.File("a.db-wal"));
            byte[] right = ReadShared(_folder.File("b.db-wal"));
            Assert.True(FramesOf(left, pageSize).SequenceEqual(FramesOf(right, pageSize)), $"the WALs differ after transaction {transaction} of seed {seed}");
            AssertRecovers(left, plain);
        }
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [InlineData(64, 1)]
    [InlineData(100, 1)]
    public async Task OfACommit_theWalIsWrittenOnceForSixteenFrames_fromEightRowsOn(int rows, int gathered)
    {
        CountingVfs.Register();
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(
            $"file:{_folder.File("count.db")}?vfs=wsfcount", new SqliteOptions { CheckpointIdle = TimeSpan.FromHours(1), WalBound = 1 << 30 }, new TestSchema(), default);
        _ = await database.InsertAsync(-1);
        (int before, long pages) = (CountingVfs.WalWrites, database.Counters.PagesWritten);

        _ = await database.WriteAsync("insert", rows, static (connection, count) =>
        {
            Statement insert = connection.Prepare(s_slot, "INSERT INTO t(id, v) VALUES (?1, zeroblob(3000))"u8);
            for (int i = 0; i < count; i++)
            {
                insert.BindInt64(1, 1000 + i);
                _ = insert.Execute();
            }

            return 0;
        });

        long frames = database.Counters.PagesWritten - pages;
        Assert.Equal(gathered == 0 ? 2 * frames : (frames + 15) / 16, CountingVfs.WalWrites - before);
    }

    static void Run(NativeConnection connection, int seed)
    {
        var random = new Random(seed);
        if (random.Next(6) == 0)
        {
            // The next writer starts the WAL over.
            connection.Execute("PRAGMA wal_checkpoint(FULL)"u8);
        }

        connection.BeginWrite();
        using (OneShotStatement put = connection.PrepareOnce("INSERT INTO t(id, v) VALUES (?1, ?2) ON CONFLICT(id) DO UPDATE SET v = excluded.v"))
        {
            int rows = random.Next(4) switch { 0 => random.Next(1, 12), 1 => 200, _ => random.Next(1, 120) };
            for (int i = 0; i < rows; i++)
            {
                byte[] value = new byte[random.Next(3) == 0 ? random.Next(6000) : random.Next(200)];
                random.NextBytes(value);
                put.Statement.BindInt64(1, random.Next(150));
                put.Statement.BindBlob(2, value);
                _ = put.Statement.Execute();
            }
        }

        if (random.Next(5) == 0)
        {
            connection.Rollback();
        }
        else
        {
            connection.Commit();
        }
    }

    // Each frame's page number, the file's size in pages and the page. Not salts and checksums: those are random, and what a recovery is for.
    static IEnumerable<(uint Page, uint Size, string Bytes)> FramesOf(byte[] wal, int pageSize)
    {
        // A WAL that was started over has older frames behind the new ones, with other salts.
        for (int at = WalHeader; at + FrameHeader + pageSize <= wal.Length && wal.AsSpan(at + 8, 8).SequenceEqual(wal.AsSpan(16, 8)); at += FrameHeader + pageSize)
        {
            yield return (
                BinaryPrimitives.ReadUInt32BigEndian(wal.AsSpan(at)), BinaryPrimitives.ReadUInt32BigEndian(wal.AsSpan(at + 4)),
                Convert.ToHexString(wal, at + FrameHeader, pageSize));
        }
    }

    // A copy has no index of its WAL: SQLite makes one from the frames whose checksums are right.
    void AssertRecovers(byte[] wal, NativeConnection expected)
    {
        string copy = _folder.File("copy.db");
        File.WriteAllBytes(copy, ReadShared(_folder.File("a.db")));
        File.WriteAllBytes(copy + "-wal", wal);
        using (NativeConnection recovered = NativeConnection.Open(copy, NativeConnection.OpenReadWrite))
        {
            const string Content = "SELECT group_concat(id || hex(v)) FROM (SELECT id, v FROM t ORDER BY id)";
            Assert.Equal("ok", recovered.QueryText("PRAGMA integrity_check"));
            Assert.Equal(expected.QueryText(Content), recovered.QueryText(Content));
        }

        File.Delete(copy);
    }

    static byte[] ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
