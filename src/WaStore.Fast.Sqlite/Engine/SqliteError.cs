using System.Runtime.InteropServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Makes the one exception type out of SQLite's result codes.</summary>
static unsafe class SqliteError
{
    /// <summary>The exception for a code that a call on the connection has just answered; the connection's message is read now.</summary>
    internal static StoreException From(nint connection, int code)
    {
        int extended = code;
        string? message = null;
        if (connection != 0)
        {
            int last = NativeMethods.sqlite3_extended_errcode(connection);
            extended = ResultCode.Primary(last) == ResultCode.Primary(code) ? last : code;
            message = Marshal.PtrToStringUTF8((nint)NativeMethods.sqlite3_errmsg(connection));
        }

        message ??= Marshal.PtrToStringUTF8((nint)NativeMethods.sqlite3_errstr(code));
        return StoreException.Database($"SQLite error {extended}, {message}", sqliteErrorCode: extended);
    }

    /// <summary>The exception of a failed open: SQLite says "unable to open database file" to everything, the system knows why.</summary>
    internal static StoreException FromOpen(nint connection, int code)
    {
        StoreException error = From(connection, code);
        int systemError = connection == 0 ? 0 : NativeMethods.sqlite3_system_errno(connection);
        return systemError == 0
            ? error
            : StoreException.Database(Marshal.GetPInvokeErrorMessage(systemError), error, error.SqliteErrorCode);
    }
}
