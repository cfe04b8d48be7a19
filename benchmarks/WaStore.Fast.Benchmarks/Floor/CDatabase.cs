using System.Text;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>A file under the C floor: one call is a whole operation.</summary>
sealed unsafe class CDatabase : IFloor
{
    static readonly delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int> s_open = (delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int>)CLibrary.Function("floor_open");
    static readonly delegate* unmanaged[Cdecl]<nint, void> s_close = (delegate* unmanaged[Cdecl]<nint, void>)CLibrary.Function("floor_close");
    static readonly delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, int> s_prepare = (delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, int>)CLibrary.Function("floor_prepare");
    static readonly delegate* unmanaged[Cdecl]<nint, void> s_finalize = (delegate* unmanaged[Cdecl]<nint, void>)CLibrary.Function("floor_finalize");
    static readonly delegate* unmanaged[Cdecl]<nint, int> s_begin = (delegate* unmanaged[Cdecl]<nint, int>)CLibrary.Function("floor_begin");
    static readonly delegate* unmanaged[Cdecl]<nint, int> s_commit = (delegate* unmanaged[Cdecl]<nint, int>)CLibrary.Function("floor_commit");

    static readonly delegate* unmanaged[Cdecl]<nint, nint, FloorCell*, int, int, int, int> s_write =
        (delegate* unmanaged[Cdecl]<nint, nint, FloorCell*, int, int, int, int>)CLibrary.Function("floor_write");

    static readonly delegate* unmanaged[Cdecl]<nint, nint, FloorCell*, int, int, byte*, FloorTotals*, int> s_read =
        (delegate* unmanaged[Cdecl]<nint, nint, FloorCell*, int, int, byte*, FloorTotals*, int>)CLibrary.Function("floor_read");

    readonly List<nint> _statements = [];
    readonly nint _database;

    /// <summary>Opens a file that the store has made, so that schema and rows are the same.</summary>
    public CDatabase(string path)
    {
        nint database;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'), pragmas = FloorDatabase.Pragmas)
        {
            FloorDatabase.Check(s_open(name, pragmas, &database));
        }

        _database = database;
    }

    public nint Prepare(string sql)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        nint statement;
        fixed (byte* text = utf8)
        {
            FloorDatabase.Check(s_prepare(_database, text, utf8.Length, &statement));
        }

        _statements.Add(statement);
        return statement;
    }

    public void Begin() => FloorDatabase.Check(s_begin(_database));

    public void Commit() => FloorDatabase.Check(s_commit(_database));

    public void Write(nint statement, FloorCells cells, int rows, bool together) =>
        FloorDatabase.Check(s_write(_database, statement, cells.Pointer, rows, cells.Columns, together ? 1 : 0));

    public FloorTotals Read(nint statement, FloorCells cells, int rows, ReadOnlySpan<byte> results)
    {
        FloorTotals totals;
        fixed (byte* letters = results)
        {
            FloorDatabase.Check(s_read(_database, statement, cells.Pointer, rows, cells.Columns, letters, &totals));
        }

        return totals;
    }

    public void Dispose()
    {
        foreach (nint statement in _statements)
        {
            s_finalize(statement);
        }

        s_close(_database);
    }
}
