using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>
/// This process's ownership of one database: one lock for all handles and accounts, and one cache for each account. A database in memory needs no lock, since no
/// other process can have it.
/// </summary>
sealed class FileOwner
{
    // One for all files. What is done under it is rare, at the opening and closing of a cache's database, and takes a sync at most.
    static readonly Lock s_lock = new();
    static readonly Dictionary<string, FileOwner> s_owners = new(OpenFiles.Comparer);

    readonly OpenFile _database;
    readonly OwnerFile? _file;
    readonly HashSet<int> _accounts = [];
    int _shares;

    FileOwner(OpenFile database, OwnerFile? file)
    {
        _database = database;
        _file = file;
    }

    /// <summary>Makes this process the owner, or shares its ownership.</summary>
    /// <param name="database">The database.</param>
    /// <param name="time">For the holder's name.</param>
    /// <param name="marker">Of the first who asks: what the last owner left. It is gone then.</param>
    /// <exception cref="StoreException">As <see cref="OwnerFile.Acquire"/> and <see cref="OwnerFile.TakeMarker"/>.</exception>
    internal static FileOwner Acquire(OpenFile database, TimeProvider time, out CleanMarker? marker)
    {
        lock (s_lock)
        {
            marker = null;
            if (!s_owners.TryGetValue(database.Path, out var owner))
            {
                owner = new FileOwner(database, database.IsInMemory ? null : OwnerFile.Acquire(database.Path, time.GetUtcNow()));
                try
                {
                    marker = owner._file?.TakeMarker();
                }
                catch
                {
                    owner._file?.Dispose();
                    throw;
                }

                s_owners.Add(database.Path, owner);
            }

            owner._shares++;
            return owner;
        }
    }

    /// <summary>Takes an account for one cache.</summary>
    /// <exception cref="StoreException">Validation: this process has a cache over it.</exception>
    internal void Claim(int account)
    {
        lock (s_lock)
        {
            if (!_accounts.Add(account))
            {
                throw StoreException.Validation($"a Signal cache over account {account} of '{_database.Path}' is open in this process already; there can be one");
            }
        }
    }

    internal void Release(int account)
    {
        lock (s_lock)
        {
            _ = _accounts.Remove(account);
        }
    }

    /// <summary>Makes sure that the locked file is the one that others would lock.</summary>
    /// <returns>False when it had to be locked anew.</returns>
    /// <exception cref="StoreException">Another process has locked one of that name (Connection).</exception>
    internal bool EnsureHeld(TimeProvider time)
    {
        if (_file is not { } file || file.IsInPlace)
        {
            return true;
        }

        lock (s_lock)
        {
            if (!file.IsInPlace)
            {
                file.AcquireAgain(_database.Path, time.GetUtcNow());
            }

            return false;
        }
    }

    /// <summary>Gives one share back. The last one leaves the marker, if there is one to leave, and unlocks.</summary>
    /// <param name="marker">Called if this is the last share and the lock was held to the end.</param>
    internal void Leave(Func<CleanMarker?> marker)
    {
        lock (s_lock)
        {
            if (--_shares > 0)
            {
                return;
            }

            try
            {
                if (_file is { IsInPlace: true } && marker() is { } left)
                {
                    _file.WriteMarker(left);
                }
            }
            finally
            {
                _ = s_owners.Remove(_database.Path);
                _file?.Dispose();
            }
        }
    }
}
