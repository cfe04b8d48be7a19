using WaStore.Fast.Sqlite.Faults;

namespace WaStore.Fast.Sqlite.Engine;

static unsafe partial class NativeMethods
{
    internal static int sqlite3_prepare_v3(nint db, byte* sql, int length, uint flags, nint* statement, byte** tail)
    {
        if (Fault.Strikes(nameof(sqlite3_prepare_v3)))
        {
            return Fault.Code;
        }

        int code = LibraryMethods.sqlite3_prepare_v3(db, sql, length, flags, statement, tail);
        Census.Count(ref Census.Statements, *statement != 0 ? 1 : 0);
        return code;
    }

    internal static int sqlite3_step(nint statement) =>
        Fault.Strikes(nameof(sqlite3_step), Census.ConnectionOf(statement)) ? Fault.Code : LibraryMethods.sqlite3_step(statement);

    // What the next three answer repeats an error that was told before; the call itself always happens.
    internal static int sqlite3_reset(nint statement)
    {
        int code = LibraryMethods.sqlite3_reset(statement);
        return Fault.Strikes(nameof(sqlite3_reset)) ? Fault.Code : code;
    }

    internal static int sqlite3_clear_bindings(nint statement)
    {
        int code = LibraryMethods.sqlite3_clear_bindings(statement);
        return Fault.Strikes(nameof(sqlite3_clear_bindings)) ? Fault.Code : code;
    }

    internal static int sqlite3_finalize(nint statement)
    {
        Census.Count(ref Census.Statements, statement != 0 ? -1 : 0);
        int code = LibraryMethods.sqlite3_finalize(statement);
        return Fault.Strikes(nameof(sqlite3_finalize)) ? Fault.Code : code;
    }

    internal static int sqlite3_bind_blob(nint statement, int ordinal, byte* value, int length, nint destructor) =>
        Fault.Strikes(nameof(sqlite3_bind_blob)) ? Fault.Code : LibraryMethods.sqlite3_bind_blob(statement, ordinal, value, length, destructor);

    internal static int sqlite3_bind_text(nint statement, int ordinal, byte* value, int length, nint destructor) =>
        Fault.Strikes(nameof(sqlite3_bind_text)) ? Fault.Code : LibraryMethods.sqlite3_bind_text(statement, ordinal, value, length, destructor);

    internal static int sqlite3_bind_int64(nint statement, int ordinal, long value) =>
        Fault.Strikes(nameof(sqlite3_bind_int64)) ? Fault.Code : LibraryMethods.sqlite3_bind_int64(statement, ordinal, value);

    internal static int sqlite3_bind_double(nint statement, int ordinal, double value) =>
        Fault.Strikes(nameof(sqlite3_bind_double)) ? Fault.Code : LibraryMethods.sqlite3_bind_double(statement, ordinal, value);

    internal static int sqlite3_bind_null(nint statement, int ordinal) =>
        Fault.Strikes(nameof(sqlite3_bind_null)) ? Fault.Code : LibraryMethods.sqlite3_bind_null(statement, ordinal);

    internal static nint sqlite3_next_stmt(nint db, nint statement) => LibraryMethods.sqlite3_next_stmt(db, statement);

    internal static int sqlite3_stmt_busy(nint statement) => LibraryMethods.sqlite3_stmt_busy(statement);

    internal static int sqlite3_column_count(nint statement) => LibraryMethods.sqlite3_column_count(statement);

    internal static int sqlite3_column_type(nint statement, int column) => LibraryMethods.sqlite3_column_type(statement, column);

    // Out of memory, these two answer null, which they also answer to NULL and to no bytes; only the connection's error code tells.
    internal static byte* sqlite3_column_blob(nint statement, int column) =>
        Fault.CodeIsNoMemory && Fault.Strikes(nameof(sqlite3_column_blob)) ? null : LibraryMethods.sqlite3_column_blob(statement, column);

    internal static byte* sqlite3_column_text(nint statement, int column) =>
        Fault.CodeIsNoMemory && Fault.Strikes(nameof(sqlite3_column_text)) ? null : LibraryMethods.sqlite3_column_text(statement, column);

    // After such a null there are no bytes either.
    internal static int sqlite3_column_bytes(nint statement, int column) => Fault.IsLastCall ? 0 : LibraryMethods.sqlite3_column_bytes(statement, column);

    internal static long sqlite3_column_int64(nint statement, int column) => LibraryMethods.sqlite3_column_int64(statement, column);

    internal static double sqlite3_column_double(nint statement, int column) => LibraryMethods.sqlite3_column_double(statement, column);
}
