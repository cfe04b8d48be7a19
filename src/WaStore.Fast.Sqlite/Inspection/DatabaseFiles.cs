using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>The files that make up one database. Looks at them (stat) and opens none.</summary>
sealed class DatabaseFiles
{
    DatabaseFiles(string main) => Main = main;

    /// <summary>The database itself, symbolic links resolved as SQLite resolves them: its companions stand beside the target.</summary>
    internal string Main { get; }

    internal string Wal => Main + "-wal";

    internal string SharedMemory => Main + "-shm";

    internal string Journal => Main + "-journal";

    /// <summary>
    /// Whether the database is complete in its one file and nobody works on it. Whoever has read or written a WAL database keeps a -wal
    /// (and, unless it locked the file exclusively, a -shm) beside it until the last connection closes; a rollback journal stands there while
    /// a transaction is open. A leftover of a crash looks the same and asks for the same care.
    /// </summary>
    internal bool IsAtRest => !File.Exists(Wal) && !File.Exists(SharedMemory) && !File.Exists(Journal);

    /// <summary>The files of the database at <paramref name="path"/>.</summary>
    /// <exception cref="StoreException">Connection: there is no file, or what is there is not one. Io: it cannot be looked at.</exception>
    internal static DatabaseFiles At(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
            if (File.GetAttributes(target).HasFlag(FileAttributes.Directory))
            {
                throw StoreException.Connection("it is a folder, not a database");
            }

            return FileStamp.Of(target).Length > 0 || File.Exists(target + "-wal")
                ? new DatabaseFiles(target)
                : throw StoreException.Connection("the file is empty: it holds no database");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw StoreException.Connection("there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Io(exception);
        }
    }

    /// <summary>Size and time of change of the main file: what differs when somebody wrote to it in between.</summary>
    internal FileStamp Stamp() => FileStamp.Of(Main);

    /// <summary>The sizes now, for a report.</summary>
    internal (long Main, long Wal) Sizes() => (FileStamp.Of(Main).Length, FileStamp.Of(Wal).Length);
}

/// <summary>What a file looked like at one moment.</summary>
/// <param name="Length">Its bytes; 0 when it is not there.</param>
/// <param name="LastWrite">When it last changed, as the file system says.</param>
readonly record struct FileStamp(long Length, DateTime LastWrite)
{
    internal static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : default;
    }
}
