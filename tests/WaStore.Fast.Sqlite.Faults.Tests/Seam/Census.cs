using System.Runtime.InteropServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>What the engine has open of SQLite: counted where it calls, so that nothing can be forgotten.</summary>
static unsafe class Census
{
    static delegate* unmanaged[Cdecl]<nint, nint> s_connectionOf;

    internal static int Connections;
    internal static int Statements;

    /// <summary>Starts again from nothing, so that one test's leak is that test's alone.</summary>
    internal static void Forget() => (Connections, Statements) = (0, 0);

    internal static void Count(ref int what, int by) => _ = Interlocked.Add(ref what, by);

    /// <summary>The connection of a statement.</summary>
    internal static nint ConnectionOf(nint statement)
    {
        if (s_connectionOf == null)
        {
            s_connectionOf = (delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_db_handle");
        }

        return s_connectionOf(statement);
    }

    internal static void RollBack(nint connection)
    {
        if (LibraryMethods.sqlite3_get_autocommit(connection) == 0)
        {
            fixed (byte* sql = "ROLLBACK\0"u8)
            {
                _ = LibraryMethods.sqlite3_exec(connection, sql, 0, 0, null);
            }
        }
    }
}
