using System.Runtime.InteropServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>Reads the main file through SQLite's own descriptor: opening it beside SQLite would drop the process's locks when it is closed.</summary>
static unsafe class MainFile
{
    const int FilePointer = 7;
    const int ReadMethod = 2;
    const int SizeMethod = 6;

    internal static byte[] ReadAll(NativeConnection connection)
    {
        nint* file = null;
        _ = NativeMethods.sqlite3_file_control(connection.Handle, null, FilePointer, &file);
        var methods = (nint*)file[0];
        long size;
        Assert.Equal(0, ((delegate* unmanaged[Cdecl]<nint*, long*, int>)methods[SizeMethod])(file, &size));
        byte* buffer = (byte*)NativeMemory.Alloc((nuint)size);
        try
        {
            Assert.Equal(0, ((delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)methods[ReadMethod])(file, buffer, (int)size, 0));
            return new ReadOnlySpan<byte>(buffer, (int)size).ToArray();
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }
}
