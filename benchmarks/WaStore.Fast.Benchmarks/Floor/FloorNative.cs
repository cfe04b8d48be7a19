using System.Runtime.InteropServices;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>Hand-written P/Invoke, declared here and not borrowed from the engine: the floor must not share what it is compared with.</summary>
static unsafe partial class FloorNative
{
    internal const string Library = "e_sqlite3";
    internal const int Row = 100;
    internal const int Done = 101;

    [LibraryImport(Library)]
    internal static partial int sqlite3_open_v2(byte* filename, nint* db, int flags, byte* vfs);

    [LibraryImport(Library)]
    internal static partial int sqlite3_close_v2(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_exec(nint db, byte* sql, nint callback, nint argument, byte** error);

    [LibraryImport(Library)]
    internal static partial int sqlite3_prepare_v3(nint db, byte* sql, int length, uint flags, nint* statement, byte** tail);

    [LibraryImport(Library)]
    internal static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_null(nint statement, int ordinal);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_blob(nint statement, int ordinal, byte* value, int length, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_text(nint statement, int ordinal, byte* value, int length, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_int64(nint statement, int ordinal, long value);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_bytes(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial long sqlite3_column_int64(nint statement, int column);
}
