using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>Rows that could not be decoded and were answered as absent, over all accounts.</summary>
    public SqliteStoreHealth Health => _corrupt.Health;

    /// <summary>The store of one account, which need not exist yet. Cheap: a handle on this database, which stays this object's to dispose.</summary>
    /// <param name="deviceId">The account, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is below 1.</exception>
    public SqliteStore Account(int deviceId) => Account(deviceId, ownsDatabase: false);

    /// <summary>Makes an account under the next free id, which no account of this file had before, and answers its store.</summary>
    /// <param name="keys">Its keys; null takes them from <see cref="SqliteOptions.DeviceKeySource"/>.</param>
    /// <param name="cancellationToken">Cancelled before the commit: no account is made.</param>
    /// <exception cref="StoreException">InvalidConfig: neither keys nor a source of keys were given.</exception>
    public async ValueTask<SqliteStore> CreateAccountAsync(DeviceKeys? keys = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = Context(deviceId: 0);
        var deviceId = await WriteAsync(
            nameof(CreateAccountAsync),
            (context, Keys: keys ?? SqliteWrites.NewKeys(_options.DeviceKeySource)),
            static (connection, call) => SqliteWrites.Insert(connection, deviceId: null, call.Keys, call.context),
            synced: true,
            cancellationToken).ConfigureAwait(false);
        return Account(deviceId);
    }

    /// <summary>How the file is run. Not to be changed.</summary>
    internal SqliteOptions Options => _options;

    internal SqliteStore Account(int deviceId, bool ownsDatabase)
    {
        SqliteWrites.RequireAccount(deviceId);
        return new SqliteStore(this, Context(deviceId), ownsDatabase);
    }

    /// <summary>How many bytes the page caches of all open connections hold at most.</summary>
    internal long CacheBound(long pages) => Math.Min(_options.CacheSizeKib * 1024L, pages * PageSize) * _connections.OpenCount;

    SqliteStoreContext Context(int deviceId) => new(deviceId, _options.TimeProvider, _options.DeviceKeySource, _corrupt);
}
