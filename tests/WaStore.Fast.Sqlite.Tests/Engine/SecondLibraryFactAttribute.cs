using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A test that needs a second SQLite library beside the one in use: Debian's, or the bundled one when Debian's is in use. Required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SecondLibraryFactAttribute : FactAttribute
{
    internal static string Second => LibraryUnderTest.Requested is null ? "libsqlite3.so.0" : "e_sqlite3";

    public SecondLibraryFactAttribute()
    {
        bool found = NativeLibrary.TryLoad(Second, typeof(SqliteDatabase).Assembly, searchPath: null, out nint handle);
        if (found)
        {
            NativeLibrary.Free(handle);
        }
        else if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"This machine has no '{Second}'.";
        }
    }
}
