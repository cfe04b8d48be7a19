using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>Windows' file functions, as far as the owner lease needs them and .NET has none that shares and locks the same way.</summary>
[SupportedOSPlatform("windows")]
static unsafe partial class WindowsMethods
{
    const string Library = "kernel32";

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int LockFileEx(nint file, uint flags, uint reserved, uint lengthLow, uint lengthHigh, NativeOverlapped* place);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int GetFileInformationByHandleEx(nint file, int question, void* answer, uint size);
}
