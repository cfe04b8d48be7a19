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
        return StoreException.Database($"SQLite error {extended}: {message}", inner: null, extended);
    }
}
