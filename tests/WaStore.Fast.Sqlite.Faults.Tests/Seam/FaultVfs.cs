using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>
/// A SQLite VFS over the default one, asked for by <c>?vfs=wsffault</c>: the Nth call that touches a disk or a lock fails, with the code that SQLite has for it. What
/// SQLite then does (statements aborted, transactions rolled back, caches dropped) is its own doing, unlike at the seam above it.
/// </summary>
static unsafe class FaultVfs
{
    internal const string Name = "wsffault";

    const int Methods = 19;
    const int VfsSize = 21 * 8;

    static readonly Dictionary<nint, nint> s_tables = [];
    static nint* s_default;
    static int s_left;

    /// <summary>What failed, or null: not so many calls were made.</summary>
    internal static string? Struck { get; private set; }

    /// <summary>The extended result code that it failed with.</summary>
    internal static int Code { get; private set; }

    /// <summary>Whether a failing write is one on a full disk; else the disk is broken.</summary>
    internal static bool IsFull { get; private set; }

    internal static void Arm(int nth, bool isFull)
    {
        Struck = null;
        IsFull = isFull;
        s_left = nth;
    }

    internal static void Disarm() => s_left = 0;

    internal static string UriOf(string path) => $"file:{path}?vfs={Name}";

    internal static void Register()
    {
        if (s_default is not null)
        {
            return;
        }

        _ = SqliteLibrary.EnsureLoaded();
        s_default = ((delegate* unmanaged[Cdecl]<byte*, nint*>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_vfs_find"))(null);
        var vfs = (nint*)NativeMemory.AllocZeroed(VfsSize);
        var size = ((int*)s_default)[0] >= 3 ? VfsSize : ((int*)s_default)[0] == 2 ? 18 * 8 : 17 * 8;
        new ReadOnlySpan<byte>(s_default, size).CopyTo(new Span<byte>(vfs, VfsSize));
        var text = Encoding.UTF8.GetBytes(Name + '\0');
        var copy = (byte*)NativeMemory.Alloc((nuint)text.Length);
        text.CopyTo(new Span<byte>(copy, text.Length));
        vfs[2] = 0;
        vfs[3] = (nint)copy;
        vfs[5] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)&Open;
        vfs[6] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)&Delete;
        Assert.Equal(0, ((delegate* unmanaged[Cdecl]<nint*, int, int>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_vfs_register"))(vfs, 0));
    }

    static bool Strikes(int code, [CallerMemberName] string method = "")
    {
        if (s_left == 0 || Interlocked.Decrement(ref s_left) != 0)
        {
            return false;
        }

        (Struck, Code) = (method, code);
        return true;
    }

    static nint* Original(nint* file) => (nint*)((nint*)file[0])[Methods];

    static nint Table(nint original)
    {
        lock (s_tables)
        {
            if (!s_tables.TryGetValue(original, out var table))
            {
                var methods = (nint*)NativeMemory.AllocZeroed((Methods + 1) * (nuint)sizeof(nint));
                var used = *(int*)original >= 3 ? 19 : *(int*)original == 2 ? 17 : 13;
                new ReadOnlySpan<nint>((void*)original, used).CopyTo(new Span<nint>(methods, used));
                // The original's address, behind the table.
                methods[Methods] = original;
                methods[2] = (nint)(delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)&Read;
                methods[3] = (nint)(delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)&Write;
                methods[4] = (nint)(delegate* unmanaged[Cdecl]<nint*, long, int>)&Truncate;
                methods[5] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Sync;
                methods[6] = (nint)(delegate* unmanaged[Cdecl]<nint*, long*, int>)&FileSize;
                methods[7] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Lock;
                if (used > 13)
                {
                    methods[13] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int, int, void**, int>)&ShmMap;
                    methods[14] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int, int, int>)&ShmLock;
                }

                table = (nint)methods;
                s_tables.Add(original, table);
            }

            return table;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(nint* vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        if (Strikes(14))
        {
            // What SQLite asks of a failed open: no methods, so nothing to close.
            file[0] = 0;
            return Code;
        }

        var code = ((delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)s_default[5])(s_default, name, file, flags, outFlags);
        if (file[0] != 0)
        {
            file[0] = Table(file[0]);
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Delete(nint* vfs, byte* name, int syncFolder) =>
        Strikes(10 | (10 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)s_default[6])(s_default, name, syncFolder);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(nint* file, void* buffer, int length, long offset) =>
        Strikes(10 | (1 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)Original(file)[2])(file, buffer, length, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(nint* file, void* buffer, int length, long offset) =>
        Strikes(IsFull ? 13 : 10 | (3 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)Original(file)[3])(file, buffer, length, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(nint* file, long size) => Strikes(10 | (6 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, long, int>)Original(file)[4])(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(nint* file, int flags) => Strikes(10 | (4 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, int, int>)Original(file)[5])(file, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int FileSize(nint* file, long* size) => Strikes(10 | (7 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, long*, int>)Original(file)[6])(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Lock(nint* file, int level) => Strikes(10 | (15 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, int, int>)Original(file)[7])(file, level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int ShmMap(nint* file, int region, int size, int extend, void** memory)
    {
        if (Strikes(10 | (21 << 8)))
        {
            *memory = null;
            return Code;
        }

        return ((delegate* unmanaged[Cdecl]<nint*, int, int, int, void**, int>)Original(file)[13])(file, region, size, extend, memory);
    }

    // Bit 0 gives a lock back, which cannot fail.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int ShmLock(nint* file, int offset, int count, int flags) =>
        (flags & 1) == 0 && Strikes(10 | (20 << 8)) ? Code : ((delegate* unmanaged[Cdecl]<nint*, int, int, int, int>)Original(file)[14])(file, offset, count, flags);
}
