using System.Text;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>
/// One connection as its best user would write it by hand: NOMUTEX, the reference's pragmas (its automatic checkpoints too), every statement prepared once,
/// keys already in UTF-8, memory bound without a copy. What is left above it is our overhead.
/// </summary>
sealed unsafe partial class FloorDatabase
{
    const int ReadWriteNoMutex = 0x2 | 0x8000;

    /// <summary>What the reference sets on every connection.</summary>
    public static ReadOnlySpan<byte> Pragmas => "PRAGMA synchronous=NORMAL;PRAGMA cache_size=-512;PRAGMA temp_store=memory;PRAGMA foreign_keys=ON"u8;

    readonly List<nint> _statements = [];
    readonly nint _db;
    readonly nint _begin;
    readonly nint _commit;

    /// <summary>Opens a file that the store has made, so that schema and rows are the same.</summary>
    public FloorDatabase(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        nint db = 0;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            Check(FloorNative.sqlite3_open_v2(name, &db, ReadWriteNoMutex, null));
        }

        _db = db;
        Execute(Pragmas);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
    }

    public nint Prepare(string sql)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        nint statement = 0;
        fixed (byte* text = utf8)
        {
            Check(FloorNative.sqlite3_prepare_v3(_db, text, utf8.Length, 1, &statement, null));
        }

        _statements.Add(statement);
        return statement;
    }

    public void Execute(ReadOnlySpan<byte> literal)
    {
        // Literals are terminated by the compiler.
        fixed (byte* sql = literal)
        {
            Check(FloorNative.sqlite3_exec(_db, sql, 0, 0, null));
        }
    }

    public static void Run(nint statement)
    {
        int code = FloorNative.sqlite3_step(statement);
        _ = FloorNative.sqlite3_reset(statement);
        if (code is not (FloorNative.Row or FloorNative.Done))
        {
            throw new InvalidOperationException($"SQLite answered {code}.");
        }
    }

    public static void Check(int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"SQLite answered {code}.");
        }
    }

    public void Dispose()
    {
        foreach (nint statement in _statements)
        {
            _ = FloorNative.sqlite3_finalize(statement);
        }

        _ = FloorNative.sqlite3_close_v2(_db);
    }
}
