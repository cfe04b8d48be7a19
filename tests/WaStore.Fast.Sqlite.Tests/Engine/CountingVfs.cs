using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>
/// A SQLite VFS over the default one, asked for by <c>?vfs=NAME</c>: <c>wsfcount</c> counts the writes and the syncs of -wal files, <c>wsfnoshm</c> has no shared memory, so that
/// a file cannot be in WAL mode. It changes the method tables of the files that it opens, and nothing else.
/// </summary>
static unsafe class CountingVfs
{
    const int OpenWal = 0x00080000;
    const int Methods = 19;
    const int WriteMethod = 3;
    const int SyncMethod = 5;
    const int VfsSize = 21 * 8;
    const int OpenMethod = 5;

    static readonly nint* s_default = Find();
    static readonly Dictionary<(nint Original, bool Counted), nint> s_tables = [];
    static int s_walWrites;
    static int s_walSyncs;

    /// <summary>The tests that read the counters, one class at a time: they are the process's.</summary>
    internal const string Collection = "syncs of the -wal";

    /// <summary>How often any -wal opened through <c>wsfcount</c> was written to.</summary>
    internal static int WalWrites => Volatile.Read(ref s_walWrites);

    /// <summary>How often any -wal opened through <c>wsfcount</c> was synced.</summary>
    internal static int WalSyncs => Volatile.Read(ref s_walSyncs);

    internal static void Register()
    {
        lock (s_tables)
        {
            if (s_tables.Count == 0)
            {
                s_tables.Add((0, false), 0);
                Add("wsfcount", &OpenCounting);
                Add("wsfnoshm", &OpenWithoutSharedMemory);
            }
        }
    }

    static nint* Find()
    {
        var find = (delegate* unmanaged[Cdecl]<byte*, nint*>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_vfs_find");
        return find(null);
    }

    static void Add(string name, delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int> open)
    {
        // sqlite3_vfs: version and file size; path length; next; name; data; xOpen ... Copied for as long as the process runs.
        var vfs = (nint*)NativeMemory.AllocZeroed(VfsSize);
        int size = ((int*)s_default)[0] >= 3 ? VfsSize : ((int*)s_default)[0] == 2 ? 18 * 8 : 17 * 8;
        new ReadOnlySpan<byte>(s_default, size).CopyTo(new Span<byte>(vfs, VfsSize));
        byte[] text = Encoding.UTF8.GetBytes(name + '\0');
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length);
        text.CopyTo(new Span<byte>(copy, text.Length));
        vfs[2] = 0;
        vfs[3] = (nint)copy;
        vfs[OpenMethod] = (nint)open;
        var register = (delegate* unmanaged[Cdecl]<nint*, int, int>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_vfs_register");
        Assert.Equal(0, register(vfs, 0));
    }

    static int Open(byte* name, nint* file, int flags, int* outFlags) =>
        ((delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)s_default[OpenMethod])(s_default, name, file, flags, outFlags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OpenCounting(nint* vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        int code = Open(name, file, flags, outFlags);
        if (code == 0 && (flags & OpenWal) != 0)
        {
            file[0] = Table(file[0], counted: true);
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OpenWithoutSharedMemory(nint* vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        int code = Open(name, file, flags, outFlags);
        if (code == 0 && file[0] != 0)
        {
            file[0] = Table(file[0], counted: false);
        }

        return code;
    }

    static nint Table(nint original, bool counted)
    {
        lock (s_tables)
        {
            if (!s_tables.TryGetValue((original, counted), out nint table))
            {
                var methods = (nint*)NativeMemory.AllocZeroed((nuint)((Methods + 1) * sizeof(nint)));
                int used = *(int*)original >= 3 ? 19 : *(int*)original == 2 ? 17 : 13;
                new ReadOnlySpan<nint>((void*)original, used).CopyTo(new Span<nint>(methods, used));
                // The original's address, behind the table, for the sync below.
                methods[Methods] = original;
                if (counted)
                {
                    methods[WriteMethod] = (nint)(delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)&Write;
                    methods[SyncMethod] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Sync;
                }
                else
                {
                    // Version 1 has no shared memory methods.
                    *(int*)methods = 1;
                }

                table = (nint)methods;
                s_tables.Add((original, counted), table);
            }

            return table;
        }
    }

    static nint* Original(nint* file) => (nint*)((nint*)file[0])[Methods];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(nint* file, void* bytes, int length, long offset)
    {
        _ = Interlocked.Increment(ref s_walWrites);
        return ((delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)Original(file)[WriteMethod])(file, bytes, length, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(nint* file, int flags)
    {
        _ = Interlocked.Increment(ref s_walSyncs);
        return ((delegate* unmanaged[Cdecl]<nint*, int, int>)Original(file)[SyncMethod])(file, flags);
    }
}
