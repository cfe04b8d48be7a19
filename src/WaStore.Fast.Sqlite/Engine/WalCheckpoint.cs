using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>How far a checkpoint goes. PASSIVE is missing on purpose (design.md 4, checkpoints).</summary>
enum CheckpointMode
{
    /// <summary>Copies the whole WAL under the write lock; the next writer starts the WAL over.</summary>
    Full = 1,

    /// <summary>As <see cref="Full"/>, and leaves an empty -wal.</summary>
    Truncate = 3,
}

/// <summary>One checkpoint on the writer's connection, and the number of frames that the WAL has.</summary>
static unsafe class WalCheckpoint
{
    /// <summary>Has SQLite write the WAL's length in pages to <paramref name="pages"/> at each commit. Takes the place of the automatic checkpoint.</summary>
    internal static void Watch(NativeConnection writer, int* pages) => _ = NativeMethods.sqlite3_wal_hook(writer.Handle, &OnCommit, pages);

    /// <summary>Runs a checkpoint.</summary>
    /// <param name="writer">The writer, outside a transaction.</param>
    /// <param name="mode">How far.</param>
    /// <param name="patience">How many times to wait, up to a millisecond each, for a reader or a foreign writer that is in the way.</param>
    /// <returns>The extended result code; INTERRUPT or BUSY: somebody was in the way, and nothing was copied that must not be.</returns>
    internal static int Run(NativeConnection writer, CheckpointMode mode, int patience)
    {
        var argument = new BusyArgument { Connection = writer.Handle, Patience = patience };
        _ = NativeMethods.sqlite3_busy_handler(writer.Handle, &OnBusy, &argument);
        try
        {
            return NativeMethods.sqlite3_wal_checkpoint_v2(writer.Handle, null, (int)mode, null, null);
        }
        finally
        {
            _ = NativeMethods.sqlite3_busy_handler(writer.Handle, null, null);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCommit(void* pages, nint connection, byte* database, int count)
    {
        *(int*)pages = count;
        return ResultCode.Ok;
    }

    /// <summary>
    /// A FULL or TRUNCATE checkpoint whose busy handler just gives up goes on as PASSIVE, without the write lock: the WAL-reset bug's other half. So giving up
    /// interrupts the connection, and the copy loop stops before its first page.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnBusy(void* state, int attempt)
    {
        var argument = (BusyArgument*)state;
        if (attempt < argument->Patience)
        {
            Thread.Sleep(attempt < argument->Patience / 2 ? 0 : 1);
            return 1;
        }

        NativeMethods.sqlite3_interrupt(argument->Connection);
        return 0;
    }

    struct BusyArgument
    {
        internal nint Connection;
        internal int Patience;
    }
}
