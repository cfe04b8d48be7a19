namespace WaStore.Fast.Sqlite.Engine;

/// <summary>What SQLite does and tells about a file as a whole, on the connection of the caller.</summary>
static class Upkeep
{
    /// <summary>Renews the planner's statistics where SQLite finds them stale, reading at most so many rows of an index: bounded, also on a file of gigabytes.</summary>
    internal static void Optimize(NativeConnection writer) => writer.Execute("PRAGMA analysis_limit=400;PRAGMA optimize"u8);

    /// <summary>Gives the page cache of a connection that rests back to the heap: a process of hundreds of accounts would keep them all (performance.md, idle account). Statements stay.</summary>
    internal static void ReleaseMemory(NativeConnection connection) => _ = NativeMethods.sqlite3_db_release_memory(connection.Handle);

    /// <summary>How many pages the file has.</summary>
    internal static long? CountPages(NativeConnection connection) => connection.QueryInt64("PRAGMA page_count");

    /// <summary>The bytes of a page.</summary>
    internal static long? PageSize(NativeConnection connection) => connection.QueryInt64("PRAGMA page_size");

    /// <summary>How many pages of the file are not in use.</summary>
    internal static long? CountFreePages(NativeConnection connection) => connection.QueryInt64("PRAGMA freelist_count");

    /// <summary>Waits for no disk: for a private copy that nobody needs after a power cut.</summary>
    internal static void DoNotSync(NativeConnection connection) => connection.Execute("PRAGMA synchronous=OFF"u8);
}
