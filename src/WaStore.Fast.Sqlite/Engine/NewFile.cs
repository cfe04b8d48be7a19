using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Makes a database file that only its owner can read, before SQLite opens it: SQLite itself would create it as the umask says. Its -wal and -shm take the
/// mode over. On Windows a new file takes the folder's access list, which in a user's profile is the user's alone.
/// </summary>
static class NewFile
{
    static readonly Lock s_creating = new();

    /// <summary>Sees to it that the file is there, and says why it cannot be.</summary>
    /// <exception cref="StoreException">The folder is missing, the path is a folder, or the file is missing and cannot or may not be created (Connection).</exception>
    internal static void EnsureExists(string path, bool mayCreate)
    {
        // Every open of this process comes through here, so nobody has locks on the file while the descriptor that created it is closed.
        lock (s_creating)
        {
            if (File.Exists(path))
            {
                return;
            }

            if (Directory.Exists(path))
            {
                throw StoreException.Connection($"'{path}' is a folder, not a database file");
            }

            string folder = Path.GetDirectoryName(path) ?? path;
            if (!Directory.Exists(folder))
            {
                throw StoreException.Connection($"the folder '{folder}' does not exist, or may not be entered");
            }

            if (!mayCreate)
            {
                throw StoreException.Connection($"the file '{path}' does not exist, and the URI says mode=rw");
            }

            Create(path);
        }
    }

    static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
#pragma warning disable RS0030 // A file that this very call creates: no connection can have locks on it yet (see the lock above).
            using var created = new FileStream(path, options);
#pragma warning restore RS0030
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process may have come first, and its file is as good.
            if (!File.Exists(path))
            {
                throw StoreException.Connection($"the file '{path}' cannot be created: {exception.Message}", exception);
            }
        }
    }
}
