using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli;

/// <summary>Opens the store that a command works on, which must be there and of the newest schema.</summary>
static class ExistingStore
{
    /// <exception cref="CommandException">It is not; nothing was changed.</exception>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    internal static async ValueTask<SqliteDatabase> OpenAsync(string path, SqliteOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SqliteDatabase.OpenExistingAsync(path, options, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Kind == StoreErrorKind.Migration)
        {
            throw new CommandException($"nothing was done, since {path} is not of the newest schema; '{WaStoreCommand.Name} migrate' brings it there and keeps a copy", exception);
        }
    }
}
