using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>The C library, as far as the owner lease needs it. Nothing variadic with arguments in the variadic part: Apple's ARM convention passes those differently.</summary>
static unsafe partial class UnixMethods
{
    const string Library = "libc";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int flock(int file, int operation);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statx(int folder, string path, int flags, uint mask, out FileStat.Statx found);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lstat(string path, out FileStat.MacStat found);

    [LibraryImport(Library, EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lstat_x64(string path, out FileStat.MacStat found);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fstat(int file, out FileStat.MacStat found);

    [LibraryImport(Library, EntryPoint = "fstat$INODE64", SetLastError = true)]
    internal static partial int fstat_x64(int file, out FileStat.MacStat found);
}
