using System.Reflection;
using System.Runtime.InteropServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Which copy of the SQLite library the process uses: chosen once, at the first open. SQLitePCLRaw, and so Microsoft.Data.Sqlite, is pointed at the same loaded
/// copy, because POSIX locks that one copy holds are dropped when another copy closes the same file, and then the file corrupts (design.md 4, two SQLites).
/// </summary>
static unsafe partial class SqliteLibrary
{
    // RETURNING is the youngest feature that our statements use.
    const int OldestVersion = 3_035_000;

    static readonly Lock s_choosing = new();
    static volatile SqliteLibraryInfo? s_info;
    static nint s_handle;

    /// <summary>What the process uses; loads the bundled library when nothing was chosen before.</summary>
    internal static SqliteLibraryInfo EnsureLoaded() => s_info ?? Choose(null);

    /// <summary>The loaded library, for looking up exports.</summary>
    internal static nint Handle => EnsureLoaded() is null ? 0 : s_handle;

    /// <summary>Chooses the library of the process, or checks that it is the chosen one.</summary>
    /// <param name="library">A file or a name that the system's loader finds; null takes what is there already, else the bundled library.</param>
    /// <exception cref="StoreException">It cannot be loaded, is too old, not thread-safe, or another copy is in use already (InvalidConfig).</exception>
    internal static SqliteLibraryInfo Choose(string? library)
    {
        lock (s_choosing)
        {
            if (s_info is { } chosen)
            {
                if (library is not null && library != chosen.Name)
                {
                    EnsureSameCopy(library, chosen);
                }

                EnsureSharedWithProvider(chosen);
                return chosen;
            }

            string name = library ?? NameOfProvider() ?? NativeMethods.Library;
            nint handle = Load(name);
            SqliteLibraryInfo info = Inspect(name, handle);
            s_handle = handle;
            ShareWithProvider();
            EnsureSharedWithProvider(info);
            s_info = info;
            return info;
        }
    }

    static nint Load(string name)
    {
        try
        {
            // Probes as a P/Invoke of this assembly does, but does not ask our own resolver.
            return NativeLibrary.Load(name, typeof(SqliteLibrary).Assembly, searchPath: null);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw StoreException.InvalidConfig($"the SQLite library '{name}' cannot be loaded: {exception.Message}", exception);
        }
    }

    /// <summary>Asks the library by its exports, not through <see cref="NativeMethods"/>: a refused library must not stay bound there.</summary>
    static SqliteLibraryInfo Inspect(string name, nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "sqlite3_prepare_v3", out _))
        {
            NativeLibrary.Free(handle);
            throw StoreException.InvalidConfig($"'{name}' is not a SQLite library, or one older than 3.20.");
        }

        byte* versionText = ((delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(handle, "sqlite3_libversion"))();
        string version = Marshal.PtrToStringUTF8((nint)versionText)!;
        int number = ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(handle, "sqlite3_libversion_number"))();
        string source = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(handle, "sqlite3_sourceid"))())!;
        int threadSafe = ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(handle, "sqlite3_threadsafe"))();
        string? refusal = RefusalOf(name, version, number, threadSafe);
        if (refusal is not null)
        {
            NativeLibrary.Free(handle);
            throw StoreException.InvalidConfig(refusal);
        }

        return new SqliteLibraryInfo(name, version, number, source, threadSafe, (nint)versionText);
    }

    /// <summary>Why a library cannot be used, or null.</summary>
    internal static string? RefusalOf(string name, string version, int number, int threadSafe) =>
        number < OldestVersion ? $"the SQLite library '{name}' is version {version}; 3.35.0 or newer is needed (RETURNING)."
        : threadSafe == 0 ? $"the SQLite library '{name}' is built single-threaded (SQLITE_THREADSAFE=0): it cannot hold several connections in one process."
        : null;

    static void EnsureSameCopy(string library, SqliteLibraryInfo chosen)
    {
        nint handle = Load(library);
        bool same = NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out nint export)
            && export == NativeLibrary.GetExport(s_handle, "sqlite3_libversion");
        NativeLibrary.Free(handle);
        if (!same)
        {
            throw StoreException.InvalidConfig(
                $"the process already uses {chosen}; a second SQLite library ('{library}') in one process would drop the first one's file locks. Choose one for the whole process.");
        }
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == NativeMethods.Library ? s_handle : 0;
}
