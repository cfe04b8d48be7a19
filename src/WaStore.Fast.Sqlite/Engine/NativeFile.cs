using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary><c>sqlite3_file</c>: an open file, whose methods come first.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeFile
{
    internal FileMethods* Methods;
}

/// <summary><c>sqlite3_io_methods</c>, versions 1 to 3. What is not called from here has no signature.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct FileMethods
{
    internal int Version;
    internal nint Close;
    internal delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Read;
    internal delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Write;
    internal delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
    internal delegate* unmanaged[Cdecl]<NativeFile*, long*, int> FileSize;
    internal nint Lock, Unlock, CheckReservedLock;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, void*, int> FileControl;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int> SectorSize;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int> DeviceCharacteristics;
    internal nint ShmMap, ShmLock, ShmBarrier, ShmUnmap;
    internal nint Fetch, Unfetch;

    /// <summary>Copies the methods that the version of <paramref name="source"/> has.</summary>
    internal static FileMethods CopyOf(FileMethods* source)
    {
        FileMethods copy = default;
        int methods = source->Version switch { >= 3 => 18, 2 => 16, _ => 12 };
        int size = (methods + 1) * sizeof(nint);
        Buffer.MemoryCopy(source, &copy, size, size);
        copy.Version = Math.Min(source->Version, 3);
        return copy;
    }
}
