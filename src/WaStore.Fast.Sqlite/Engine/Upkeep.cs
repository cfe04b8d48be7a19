namespace WaStore.Fast.Sqlite.Engine;

/// <summary>What SQLite does and tells about a file as a whole, on the connection of the caller.</summary>
static class Upkeep
{
    /// <summary>Renews the planner's statistics where SQLite finds them stale, reading at most so many rows of an index: bounded, also on a file of gigabytes.</summary>
    internal static void Optimize(NativeConnection writer) => writer.Execute("PRAGMA analysis_limit=400;PRAGMA optimize"u8);

    /// <summary>How many pages the file has.</summary>
    internal static long? CountPages(NativeConnection connection) => connection.QueryInt64("PRAGMA page_count");

    /// <summary>Copies the database through a reader that is used for nothing else: <c>VACUUM INTO</c> writes to the copy alone, but counts as a write.</summary>
    internal static void Copy(NativeConnection reader, string target)
    {
        reader.Execute("PRAGMA query_only=0"u8);
        DatabaseCopy.Write(reader, target);
    }
}
