using System.Runtime.InteropServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The compiled C floor, bound to the SQLite that the process has loaded: two copies on one file would drop each other's locks.</summary>
static unsafe class CLibrary
{
    // The order of sqlite_functions in sqlite.h.
    static readonly string[] s_functions =
    [
        "open_v2", "close_v2", "exec", "prepare_v3", "step", "reset", "finalize", "bind_null", "bind_int64", "bind_text", "bind_blob",
        "column_int64", "column_text", "column_blob", "column_bytes",
    ];

    static readonly Lazy<nint> s_handle = new(Load);

    /// <summary>Whether it was compiled.</summary>
    public static bool IsAvailable => Environment.GetEnvironmentVariable(CCompiler.Variable) is not null;

    public static nint Function(string name) => NativeLibrary.GetExport(s_handle.Value, name);

    static nint Load()
    {
        nint handle = NativeLibrary.Load(Environment.GetEnvironmentVariable(CCompiler.Variable)!);
        nint[] functions = Array.ConvertAll(s_functions, static name => NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_" + name));
        fixed (nint* table = functions)
        {
            ((delegate* unmanaged[Cdecl]<nint*, void>)NativeLibrary.GetExport(handle, "floor_bind"))(table);
        }

        return handle;
    }
}
