using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>
/// A SQLite VFS over the default one, asked for by <c>?vfs=wsfrecord</c>: everything is done as always, and every change of a file, every sync and every delete is
/// written down in a <see cref="DiskLog"/>. Shared memory passes through: no power cut leaves any of it.
/// </summary>
static unsafe class RecordingVfs
{
    /// <summary>The tests that read the log, one class at a time: it is the process's.</summary>
    internal const string Collection = "accesses to the disk";

    const string Name = "wsfrecord";
    const int Methods = 19;
    const int VfsSize = 21 * 8;

    static readonly Lock s_gate = new();
    static readonly Dictionary<nint, nint> s_tables = [];
    static readonly Dictionary<nint, string> s_paths = [];
    static nint* s_default;

    /// <summary>Where the changes go; null: nowhere.</summary>
    internal static DiskLog? Log { get; set; }

    internal static string UriOf(string path)
    {
        Register();
        return $"file:{path}?vfs={Name}";
    }

    static void Register()
    {
        lock (s_gate)
        {
            if (s_default is not null)
            {
                return;
            }

            _ = SqliteLibrary.EnsureLoaded();
            s_default = ((delegate* unmanaged[Cdecl]<byte*, nint*>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_vfs_find"))(null);
            // sqlite3_vfs: version and file size; path length; next; name; data; xOpen, xDelete ... Copied for as long as the process runs.
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
    }

    static nint* Original(nint* file) => (nint*)((nint*)file[0])[Methods];

    static nint Table(nint original)
    {
        if (!s_tables.TryGetValue(original, out var table))
        {
            var methods = (nint*)NativeMemory.AllocZeroed((Methods + 1) * (nuint)sizeof(nint));
            var used = *(int*)original >= 3 ? 19 : *(int*)original == 2 ? 17 : 13;
            new ReadOnlySpan<nint>((void*)original, used).CopyTo(new Span<nint>(methods, used));
            // The original's address, behind the table.
            methods[Methods] = original;
            methods[1] = (nint)(delegate* unmanaged[Cdecl]<nint*, int>)&Close;
            methods[3] = (nint)(delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)&Write;
            methods[4] = (nint)(delegate* unmanaged[Cdecl]<nint*, long, int>)&Truncate;
            methods[5] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Sync;
            s_tables.Add(original, table = (nint)methods);
        }

        return table;
    }

    // Written down under the lock in which it was done, so that the log has the order of the disk.
    static int Done(int code, nint* file, Func<string, DiskEvent> change)
    {
        if (code == 0 && Log is { } log && s_paths.TryGetValue((nint)file, out var path))
        {
            log.Add(change(path));
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(nint* vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        lock (s_gate)
        {
            var code = ((delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)s_default[5])(s_default, name, file, flags, outFlags);
            if (file[0] != 0)
            {
                file[0] = Table(file[0]);
                s_paths[(nint)file] = Marshal.PtrToStringUTF8((nint)name) ?? "";
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(nint* file)
    {
        lock (s_gate)
        {
            _ = s_paths.Remove((nint)file);
            return ((delegate* unmanaged[Cdecl]<nint*, int>)Original(file)[1])(file);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Delete(nint* vfs, byte* name, int syncFolder)
    {
        lock (s_gate)
        {
            var code = ((delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)s_default[6])(s_default, name, syncFolder);
            if (code == 0 && Marshal.PtrToStringUTF8((nint)name) is { } path)
            {
                Log?.Add(new DiskEvent.Delete(path, syncFolder != 0));
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(nint* file, void* buffer, int length, long offset)
    {
        lock (s_gate)
        {
            var code = ((delegate* unmanaged[Cdecl]<nint*, void*, int, long, int>)Original(file)[3])(file, buffer, length, offset);
            return Done(code, file, path => new DiskEvent.Write(path, offset, new ReadOnlySpan<byte>(buffer, length).ToArray()));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(nint* file, long size)
    {
        lock (s_gate)
        {
            var code = ((delegate* unmanaged[Cdecl]<nint*, long, int>)Original(file)[4])(file, size);
            return Done(code, file, path => new DiskEvent.Truncate(path, size));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(nint* file, int flags)
    {
        lock (s_gate)
        {
            var code = ((delegate* unmanaged[Cdecl]<nint*, int, int>)Original(file)[5])(file, flags);
            return Done(code, file, static path => new DiskEvent.Sync(path));
        }
    }
}
