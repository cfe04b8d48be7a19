using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>A copy of a database and its log in a folder that only this user can read, removed when disposed.</summary>
sealed class PrivateCopy : IDisposable
{
    const int Attempts = 200;

    // The clock of file times ticks every 10 ms at the slowest: a change within the tick of the last one would not show in the time.
    static readonly TimeSpan s_settled = TimeSpan.FromMilliseconds(20);

    // Shorter than what it waits for, so that a moment between two checkpoints is not slept through.
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    readonly DirectoryInfo _folder;

    PrivateCopy(DirectoryInfo folder) => _folder = folder;

    internal string DatabasePath => Path.Combine(_folder.FullName, "copy.db");

    /// <summary>Copies the files as they stand together at one moment.</summary>
    /// <remarks>
    /// <para>The main file first, then the log. While a database is in WAL mode its main file changes only in a checkpoint, and the log is
    /// otherwise only appended to: if neither the main file nor the log's header has changed meanwhile, the two belong together, and a
    /// transaction that was just being appended is cut off by its checksums. Else the copy is taken again.</para>
    /// <para>The caller vouches that this process has not opened the file through SQLite: closing a descriptor of it would drop
    /// the process's locks on it, and the file could be corrupted (design.md, "the open file").</para>
    /// </remarks>
    /// <exception cref="StoreException">Connection: it never stood still. Io: a file cannot be read or the copy not be written.</exception>
    internal static PrivateCopy Take(DatabaseFiles files, TimeProvider clock, CancellationToken cancellationToken)
    {
        var copy = new PrivateCopy(Directory.CreateTempSubdirectory("wastore-inspect-"));
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (copy.TryTake(files, clock, cancellationToken))
                {
                    return copy;
                }

                _ = cancellationToken.WaitHandle.WaitOne(s_pause);
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw StoreException.Connection("another process is writing to it so fast that no consistent copy could be taken; try again");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            copy.Dispose();
            throw StoreException.Io(exception);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    bool TryTake(DatabaseFiles files, TimeProvider clock, CancellationToken cancellationToken)
    {
        var before = files.Stamp();
        var age = clock.GetUtcNow().UtcDateTime - before.LastWrite;
        // A time to come is another clock's: the next change will show against it.
        if (age >= TimeSpan.Zero && age < s_settled)
        {
            return false;
        }

        var header = CopiedFile.ReadWalHeader(files.Wal);
        CopiedFile.Copy(files.Main, DatabasePath, cancellationToken);
        CopiedFile.CopyIfThere(files.Wal, DatabasePath + "-wal", cancellationToken);
        CopiedFile.CopyIfThere(files.Journal, DatabasePath + "-journal", cancellationToken);
        return files.Stamp() == before && CopiedFile.ReadWalHeader(files.Wal).AsSpan().SequenceEqual(header);
    }
}
