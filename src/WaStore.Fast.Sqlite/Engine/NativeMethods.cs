using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every signature below is blittable, so the stubs are inlined and nothing is marshalled.
[assembly: DisableRuntimeMarshalling]

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>SQLite's C interface, as far as the engine needs it. The library behind the name is chosen by <see cref="SqliteLibrary"/>.</summary>
static unsafe partial class NativeMethods
{
    /// <summary>The logical library name; SQLitePCLRaw's bundle uses the same one, so that both resolve to one copy.</summary>
    internal const string Library = "e_sqlite3";

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_libversion();

    [LibraryImport(Library)]
    internal static partial int sqlite3_libversion_number();

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_sourceid();

    [LibraryImport(Library)]
    internal static partial int sqlite3_threadsafe();

    [LibraryImport(Library)]
    internal static partial int sqlite3_open_v2(byte* filename, nint* db, int flags, byte* vfs);

    [LibraryImport(Library)]
    internal static partial int sqlite3_close_v2(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_extended_result_codes(nint db, int onoff);

    [LibraryImport(Library)]
    internal static partial int sqlite3_extended_errcode(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_system_errno(nint db);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_errmsg(nint db);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_errstr(int code);

    [LibraryImport(Library)]
    internal static partial int sqlite3_busy_timeout(nint db, int milliseconds);

    [LibraryImport(Library)]
    internal static partial int sqlite3_busy_handler(nint db, delegate* unmanaged[Cdecl]<void*, int, int> handler, void* argument);

    [LibraryImport(Library)]
    internal static partial void sqlite3_interrupt(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_exec(nint db, byte* sql, nint callback, nint argument, byte** errmsg);

    [LibraryImport(Library)]
    internal static partial void* sqlite3_malloc64(ulong size);

    [LibraryImport(Library)]
    internal static partial void sqlite3_free(void* memory);

    [LibraryImport(Library)]
    internal static partial int sqlite3_db_release_memory(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_get_autocommit(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_changes(nint db);

    [LibraryImport(Library)]
    internal static partial int sqlite3_limit(nint db, int id, int newValue);

    [LibraryImport(Library)]
    internal static partial int sqlite3_db_readonly(nint db, byte* name);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_db_filename(nint db, byte* name);

    [LibraryImport(Library)]
    internal static partial int sqlite3_db_status(nint db, int op, int* current, int* highwater, int reset);

    [LibraryImport(Library)]
    internal static partial int sqlite3_wal_checkpoint_v2(nint db, byte* name, int mode, int* log, int* checkpointed);

    [LibraryImport(Library)]
    internal static partial void* sqlite3_wal_hook(nint db, delegate* unmanaged[Cdecl]<void*, nint, byte*, int, int> hook, void* argument);

    [LibraryImport(Library)]
    internal static partial nint sqlite3_backup_init(nint target, byte* targetName, nint source, byte* sourceName);

    [LibraryImport(Library)]
    internal static partial int sqlite3_backup_step(nint backup, int pages);

    [LibraryImport(Library)]
    internal static partial int sqlite3_backup_finish(nint backup);

    [LibraryImport(Library)]
    internal static partial int sqlite3_backup_remaining(nint backup);

    [LibraryImport(Library)]
    internal static partial int sqlite3_backup_pagecount(nint backup);

    [LibraryImport(Library)]
    internal static partial int sqlite3_file_control(nint db, byte* name, int op, void* argument);

    [LibraryImport(Library)]
    internal static partial nint sqlite3_next_stmt(nint db, nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_stmt_busy(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_prepare_v3(nint db, byte* sql, int length, uint flags, nint* statement, byte** tail);

    [LibraryImport(Library)]
    internal static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_clear_bindings(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_blob(nint statement, int ordinal, byte* value, int length, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_text(nint statement, int ordinal, byte* value, int length, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_int64(nint statement, int ordinal, long value);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_double(nint statement, int ordinal, double value);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_null(nint statement, int ordinal);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_count(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_bytes(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library)]
    internal static partial double sqlite3_column_double(nint statement, int column);
}
