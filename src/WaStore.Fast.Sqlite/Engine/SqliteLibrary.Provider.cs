using System.Runtime.InteropServices;
using SQLitePCL;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

static unsafe partial class SqliteLibrary
{
    static bool s_resolving;

    /// <summary>The library that SQLitePCLRaw was set up with before us, or null when nobody has.</summary>
    static string? NameOfProvider()
    {
        try
        {
            return raw.GetNativeLibraryName();
        }
        catch (Exception)
        {
            // SQLitePCLRaw has no other way to say that no provider is set; it throws System.Exception itself.
            return null;
        }
    }

    /// <summary>Points our own calls and, when nobody set it up before, SQLitePCLRaw's at the chosen library.</summary>
    static void ShareWithProvider()
    {
        if (!s_resolving)
        {
            NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);
            s_resolving = true;
        }

        if (NameOfProvider() is not null)
        {
            // Its functions are bound already, or will be by its own rules; the comparison decides whether that is our copy.
            return;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The host has a resolver of its own there. Where it leads shows in the comparison.
        }

        Batteries_V2.Init();
    }

    /// <summary>
    /// Compares where the version text of SQLitePCLRaw's library stands in memory with where ours does: two loaded copies have it at two addresses, however they
    /// were bound. Asked at every open, because a host may set another provider later.
    /// </summary>
    static void EnsureSharedWithProvider(SqliteLibraryInfo ours)
    {
        fixed (byte* theirs = raw.sqlite3_libversion())
        {
            if (theirs != NativeMethods.sqlite3_libversion())
            {
                throw StoreException.InvalidConfig(
                    $"SQLite is loaded twice: {ours} here, and '{raw.GetNativeLibraryName()}' {Marshal.PtrToStringUTF8((nint)theirs)} in SQLitePCLRaw (Microsoft.Data.Sqlite). "
                    + "Choose the library before anything uses SQLitePCLRaw, or give SQLitePCLRaw the same one.");
            }
        }
    }
}
