using System.Text;

namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class NativeConnection
{
    internal const int OpenReadOnly = 0x1;
    internal const int OpenReadWrite = 0x2;
    internal const int OpenCreate = 0x4;
    internal const int OpenUri = 0x40;
    const int OpenNoMutex = 0x8000;

    /// <summary>Opens a connection. NOMUTEX is always added: it is worth about 10 % on reads, and one thread at a time is ours to keep.</summary>
    /// <param name="filename">A path, or a <c>file:</c> URI with <see cref="OpenUri"/>.</param>
    /// <param name="flags">SQLite's open flags.</param>
    /// <exception cref="WaStore.Fast.Stores.StoreException">The file cannot be opened; the cause is kept.</exception>
    internal static NativeConnection Open(string filename, int flags)
    {
        SqliteLibrary.EnsureLoaded();
        nint handle = 0;
        int code;
        fixed (byte* name = Encoding.UTF8.GetBytes(filename + '\0'))
        {
            code = NativeMethods.sqlite3_open_v2(name, &handle, flags | OpenNoMutex, null);
        }

        if (code != ResultCode.Ok)
        {
            Exception error = SqliteError.FromOpen(handle, code);
            _ = NativeMethods.sqlite3_close_v2(handle);
            throw error;
        }

        _ = NativeMethods.sqlite3_extended_result_codes(handle, 1);
        return new NativeConnection(handle);
    }
}
