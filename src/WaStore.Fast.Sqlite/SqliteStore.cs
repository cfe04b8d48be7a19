using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// One account of a <see cref="SqliteDatabase"/> as a backend: the five stores, batches in one transaction, views. Made by <see cref="SqliteDatabase.Account(int)"/>, or with a
/// database of its own by <see cref="OpenAsync"/>.
/// </summary>
/// <remarks>
/// <para>Any thread may call anything at any time. A call that does not have to wait completes synchronously, reads and writes of single records allocate only what they
/// answer, and a read that starts after a write completed sees it.</para>
/// <para>A handle is a few fields: make one per use if that is convenient. Several handles of one account are the same store.</para>
/// </remarks>
public sealed partial class SqliteStore : SqliteWrites, IBackend, IAsyncDisposable
{
    readonly bool _ownsDatabase;

    internal SqliteStore(SqliteDatabase database, SqliteStoreContext context, bool ownsDatabase)
        : base(context)
    {
        Database = database;
        _ownsDatabase = ownsDatabase;
    }

    /// <summary>The file that the account is in.</summary>
    public SqliteDatabase Database { get; }

    /// <summary>Rows of any account of this database that could not be decoded and were answered as absent.</summary>
    public SqliteStoreHealth Health => Context.Corrupt.Health;

    /// <inheritdoc/>
    /// <remarks>
    /// A lock on a file beside the database, <c>PATH-wsf-owner</c>, which this process holds from its first cache until the database is closed. All accounts and handles
    /// of this process share it; each account has one cache. It stays there, and holds the marker of a clean close: leave it alone, and do not copy it.
    /// </remarks>
    public ISignalOwnership Ownership => new AccountOwnership(Database.Ownership, Context.DeviceId);

    /// <summary>Opens a file and its first account, id 1. The database is the store's own and closes with it.</summary>
    /// <param name="path">As for <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/>.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <exception cref="StoreException">As <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/>.</exception>
    public static ValueTask<SqliteStore> OpenAsync(string path, SqliteOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenForDeviceAsync(path, deviceId: 1, options, cancellationToken);

    /// <summary>Opens a file and one of its accounts, which need not exist yet. The database is the store's own and closes with it.</summary>
    /// <param name="path">As for <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/>.</param>
    /// <param name="deviceId">The account, at least 1.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <exception cref="StoreException">As <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The id is below 1.</exception>
    public static async ValueTask<SqliteStore> OpenForDeviceAsync(
        string path, int deviceId, SqliteOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        var database = await SqliteDatabase.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        return database.Account(deviceId, ownsDatabase: true);
    }

    /// <inheritdoc/>
    /// <remarks>Isolated where the file is in WAL mode; in memory each read sees the newest state.</remarks>
    public async ValueTask<IReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new SqliteSnapshot(Context, await Database.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Closes the database if it is the store's own; a handle of somebody else's database leaves it open.</summary>
    public ValueTask DisposeAsync() => _ownsDatabase ? Database.DisposeAsync() : default;

    private protected override ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        Database.ReadAsync(operation, state, read, snapshot, cancellationToken);

    private protected override ValueTask<TResult> WriteAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> write, CancellationToken cancellationToken, bool synced = false, [CallerMemberName] string operation = "") =>
        Database.WriteAsync(operation, state, write, synced, cancellationToken);
}
