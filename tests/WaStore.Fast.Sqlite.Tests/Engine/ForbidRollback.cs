using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>Makes a connection refuse to prepare ROLLBACK, to see what becomes of a connection whose rollback fails.</summary>
static unsafe class ForbidRollback
{
    const int TransactionAction = 22;

    internal static void On(NativeConnection connection)
    {
        var set = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, int, byte*, byte*, byte*, byte*, int>, void*, int>)
            NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_set_authorizer");
        Assert.Equal(0, set(connection.Handle, &Authorize, null));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Authorize(void* state, int action, byte* first, byte* second, byte* database, byte* trigger) =>
        action == TransactionAction && *first == (byte)'R' ? 1 : 0;
}
