using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Copies an open database as it is now, WAL included, into a new file that only its owner can read.</summary>
static class DatabaseCopy
{
    /// <summary>Writes the copy (<c>VACUUM INTO</c>): one view of the file, others may go on writing.</summary>
    /// <param name="connection">A connection outside a transaction.</param>
    /// <param name="target">The absolute path of a file that does not exist.</param>
    /// <exception cref="StoreException">The target exists or cannot be written; what was written of it is removed.</exception>
    internal static void Write(NativeConnection connection, string target)
    {
        if (File.Exists(target))
        {
            throw StoreException.Connection($"the file '{target}' exists already");
        }

        // Empty and 0600: SQLite takes an empty file as it takes none.
        NewFile.EnsureExists(target, mayCreate: true);
        try
        {
            using OneShotStatement copy = connection.PrepareOnce("VACUUM INTO ?1");
            copy.Statement.BindText(1, target);
            _ = copy.Statement.Execute();
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }
}
