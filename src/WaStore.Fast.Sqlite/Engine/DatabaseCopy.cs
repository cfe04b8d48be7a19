using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Copies an open database as it is now, WAL included, into a new file that only its owner can read.</summary>
static unsafe class DatabaseCopy
{
    /// <summary>A step of 1 MiB with the usual page: short enough to be cancelled and watched, long enough to cost nothing.</summary>
    const int PagesPerStep = 256;

    /// <summary>
    /// Writes the copy by the backup API: one view of the file, the one of the connection's open transaction or else of now. In WAL mode others go on reading and
    /// writing, and the WAL grows meanwhile; without a WAL writers wait.
    /// </summary>
    /// <param name="source">A connection that does nothing else meanwhile.</param>
    /// <param name="target">The absolute path of a file that does not exist.</param>
    /// <param name="progress">Told after each step, on this thread, how many pages are copied, and of how many.</param>
    /// <param name="cancellationToken">Looked at between two steps.</param>
    /// <exception cref="StoreException">The target exists (Connection) or cannot be written; what was written of it is removed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file is left.</exception>
    internal static void Write(NativeConnection source, string target, Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Created here, empty and private: SQLite takes an empty file as it takes none.
        PrivateFile.CreateNew(target).Dispose();
        try
        {
            bool ownsView = !source.InTransaction;
            try
            {
                if (ownsView)
                {
                    source.BeginRead();
                }

                // Without a view that is fixed, the copy would begin again with every commit of another connection.
                _ = source.ReadSchemaVersion();
                Copy(source, target, progress, cancellationToken);
            }
            finally
            {
                if (ownsView)
                {
                    source.Rollback();
                }
            }
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }

    static void Copy(NativeConnection source, string target, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        using NativeConnection copy = NativeConnection.Open(target, NativeConnection.OpenReadWrite);
        // An encrypted file's copy has its key.
        source.Owner?.RunHook(copy);
        Run(source, copy, progress, cancellationToken);
        // The header came along and says WAL; a copy at rest is one file that asks for no other.
        _ = copy.QueryText("PRAGMA journal_mode=DELETE");
    }

    static void Run(NativeConnection source, NativeConnection copy, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        nint backup;
        fixed (byte* main = "main"u8)
        {
            backup = NativeMethods.sqlite3_backup_init(copy.Handle, main, source.Handle, main);
        }

        if (backup == 0)
        {
            throw SqliteError.From(copy.Handle, NativeMethods.sqlite3_extended_errcode(copy.Handle));
        }

        int code;
        try
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                code = NativeMethods.sqlite3_backup_step(backup, PagesPerStep);
                int pages = NativeMethods.sqlite3_backup_pagecount(backup);
                progress?.Invoke(pages - NativeMethods.sqlite3_backup_remaining(backup), pages);
            }
            while (code == ResultCode.Ok);
        }
        catch
        {
            _ = NativeMethods.sqlite3_backup_finish(backup);
            throw;
        }

        int finished = NativeMethods.sqlite3_backup_finish(backup);
        if (code != ResultCode.Done || finished != ResultCode.Ok)
        {
            throw SqliteError.From(copy.Handle, code == ResultCode.Done ? finished : code);
        }
    }
}
