namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Which copy of the SQLite library the process uses.</summary>
static class SqliteLibrary
{
    internal static void EnsureLoaded()
    {
    }
}
