using WaStore.Fast.Sqlite.Faults;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Stands where the store's own <c>NativeMethods</c> would: every call passes through, and the one that <see cref="Fault"/> chose fails. A function that the engine
/// begins to use and that is missing here does not compile, so the seam covers every call there is.
/// </summary>
static unsafe partial class NativeMethods
{
    internal const string Library = LibraryMethods.Library;

    internal static int sqlite3_open_v2(byte* filename, nint* db, int flags, byte* vfs)
    {
        // As SQLite does it: a connection is handed out even when opening failed, and has to be closed.
        int code = LibraryMethods.sqlite3_open_v2(filename, db, flags, vfs);
        Census.Count(ref Census.Connections, *db != 0 ? 1 : 0);
        return Fault.Strikes(nameof(sqlite3_open_v2)) ? Fault.Code : code;
    }

    internal static int sqlite3_close_v2(nint db)
    {
        Census.Count(ref Census.Connections, db != 0 ? -1 : 0);
        return LibraryMethods.sqlite3_close_v2(db);
    }

    internal static int sqlite3_extended_result_codes(nint db, int onoff) =>
        Fault.Strikes(nameof(sqlite3_extended_result_codes)) ? Fault.Code : LibraryMethods.sqlite3_extended_result_codes(db, onoff);

    internal static int sqlite3_busy_timeout(nint db, int milliseconds) =>
        Fault.Strikes(nameof(sqlite3_busy_timeout)) ? Fault.Code : LibraryMethods.sqlite3_busy_timeout(db, milliseconds);

    internal static int sqlite3_busy_handler(nint db, delegate* unmanaged[Cdecl]<void*, int, int> handler, void* argument) =>
        Fault.Strikes(nameof(sqlite3_busy_handler)) ? Fault.Code : LibraryMethods.sqlite3_busy_handler(db, handler, argument);

    internal static int sqlite3_exec(nint db, byte* sql, nint callback, nint argument, byte** errmsg) =>
        Fault.Strikes(nameof(sqlite3_exec), db) ? Fault.Code : LibraryMethods.sqlite3_exec(db, sql, callback, argument, errmsg);

    internal static int sqlite3_limit(nint db, int id, int newValue) => LibraryMethods.sqlite3_limit(db, id, newValue);

    internal static int sqlite3_db_status(nint db, int op, int* current, int* highwater, int reset) =>
        Fault.Strikes(nameof(sqlite3_db_status)) ? Fault.Code : LibraryMethods.sqlite3_db_status(db, op, current, highwater, reset);

    internal static int sqlite3_wal_checkpoint_v2(nint db, byte* name, int mode, int* log, int* checkpointed) =>
        Fault.Strikes(nameof(sqlite3_wal_checkpoint_v2)) ? Fault.Code : LibraryMethods.sqlite3_wal_checkpoint_v2(db, name, mode, log, checkpointed);

    internal static int sqlite3_file_control(nint db, byte* name, int op, void* argument) =>
        Fault.Strikes(nameof(sqlite3_file_control)) ? Fault.Code : LibraryMethods.sqlite3_file_control(db, name, op, argument);

    internal static nint sqlite3_backup_init(nint target, byte* targetName, nint source, byte* sourceName) =>
        Fault.Strikes(nameof(sqlite3_backup_init)) ? 0 : LibraryMethods.sqlite3_backup_init(target, targetName, source, sourceName);

    internal static int sqlite3_backup_step(nint backup, int pages) =>
        Fault.Strikes(nameof(sqlite3_backup_step)) ? Fault.Code : LibraryMethods.sqlite3_backup_step(backup, pages);

    internal static int sqlite3_backup_finish(nint backup)
    {
        int code = LibraryMethods.sqlite3_backup_finish(backup);
        return Fault.Strikes(nameof(sqlite3_backup_finish)) ? Fault.Code : code;
    }

    internal static int sqlite3_backup_remaining(nint backup) => LibraryMethods.sqlite3_backup_remaining(backup);

    internal static int sqlite3_backup_pagecount(nint backup) => LibraryMethods.sqlite3_backup_pagecount(backup);

    internal static int sqlite3_db_release_memory(nint db) => LibraryMethods.sqlite3_db_release_memory(db);

    internal static int sqlite3_db_readonly(nint db, byte* name) => LibraryMethods.sqlite3_db_readonly(db, name);

    internal static byte* sqlite3_db_filename(nint db, byte* name) => LibraryMethods.sqlite3_db_filename(db, name);

    internal static int sqlite3_get_autocommit(nint db) => LibraryMethods.sqlite3_get_autocommit(db);

    internal static int sqlite3_changes(nint db) => LibraryMethods.sqlite3_changes(db);

    internal static void* sqlite3_wal_hook(nint db, delegate* unmanaged[Cdecl]<void*, nint, byte*, int, int> hook, void* argument) =>
        LibraryMethods.sqlite3_wal_hook(db, hook, argument);

    internal static void sqlite3_interrupt(nint db) => LibraryMethods.sqlite3_interrupt(db);

    internal static void* sqlite3_malloc64(ulong size) => Fault.Strikes(nameof(sqlite3_malloc64)) ? null : LibraryMethods.sqlite3_malloc64(size);

    internal static void sqlite3_free(void* memory) => LibraryMethods.sqlite3_free(memory);

    internal static byte* sqlite3_libversion() => LibraryMethods.sqlite3_libversion();

    internal static int sqlite3_libversion_number() => LibraryMethods.sqlite3_libversion_number();

    internal static byte* sqlite3_sourceid() => LibraryMethods.sqlite3_sourceid();

    internal static int sqlite3_threadsafe() => LibraryMethods.sqlite3_threadsafe();

    internal static int sqlite3_extended_errcode(nint db) => Fault.IsLastCall ? Fault.Code : LibraryMethods.sqlite3_extended_errcode(db);

    internal static int sqlite3_system_errno(nint db) => LibraryMethods.sqlite3_system_errno(db);

    internal static byte* sqlite3_errmsg(nint db) => LibraryMethods.sqlite3_errmsg(db);

    internal static byte* sqlite3_errstr(int code) => LibraryMethods.sqlite3_errstr(code);
}
