using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>Opens accounts that are in a SQLite file.</summary>
public static class SqliteAccount
{
    /// <summary>Opens a file and one of its accounts, with libsignal's records.</summary>
    /// <inheritdoc cref="OpenAsync{TSession, TSenderKey}(string, AccountOptions, SqliteOptions, int, CancellationToken)" path="/*[not(self::summary)]"/>
    public static ValueTask<SqliteAccount<SessionRecord, SenderKeyRecord>> OpenAsync(
        string path, AccountOptions? options = null, SqliteOptions? sqlite = null, int deviceId = 1, CancellationToken cancellationToken = default) =>
        OpenAsync<SessionRecord, SenderKeyRecord>(path, options, sqlite, deviceId, cancellationToken);

    /// <summary>Opens an account of a database that others use too, with libsignal's records.</summary>
    /// <inheritdoc cref="OpenAsync{TSession, TSenderKey}(SqliteDatabase, int, AccountOptions, CancellationToken)" path="/*[not(self::summary)]"/>
    public static ValueTask<SqliteAccount<SessionRecord, SenderKeyRecord>> OpenAsync(
        SqliteDatabase database, int deviceId, AccountOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync<SessionRecord, SenderKeyRecord>(database, deviceId, options, cancellationToken);

    /// <summary>Opens a file, which is made when it is missing, and one of its accounts, which need not exist yet. The file closes with the account.</summary>
    /// <typeparam name="TSession">The session record.</typeparam>
    /// <typeparam name="TSenderKey">The sender-key record.</typeparam>
    /// <param name="path">As for <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/>; also a <c>sqlite://</c> URL.</param>
    /// <param name="options">How to run the account; null takes the defaults. Keys, clock and logger that it does not name are those of <paramref name="sqlite"/>.</param>
    /// <param name="sqlite">How to run the file; null takes the defaults.</param>
    /// <param name="deviceId">The account, at least 1.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option of the account makes no sense, or the id is below 1; nothing was opened.</exception>
    /// <exception cref="StoreException">
    /// The file could not be opened, as <see cref="SqliteDatabase.OpenAsync(string, SqliteOptions, CancellationToken)"/> says. Another process has its Signal state (Connection, naming
    /// the holder), or this one has the account open already (Validation). The device row cannot be decoded. Nothing stays open.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open.</exception>
    public static async ValueTask<SqliteAccount<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(
        string path, AccountOptions? options = null, SqliteOptions? sqlite = null, int deviceId = 1, CancellationToken cancellationToken = default)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        SqliteWrites.RequireAccount(deviceId);
        SqliteOptions file = (sqlite ?? new SqliteOptions()).Validated();
        AccountOptions run = Completed(options, file);
        SqliteDatabase database = await SqliteDatabase.OpenAsync(path, file, cancellationToken).ConfigureAwait(false);
        return await OpenAsync<TSession, TSenderKey>(database.Account(deviceId), database, run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an account, which need not exist yet, of a database that others use too. The database stays its owner's to dispose, after all of its accounts.</summary>
    /// <typeparam name="TSession">The session record.</typeparam>
    /// <typeparam name="TSenderKey">The sender-key record.</typeparam>
    /// <param name="database">The open file.</param>
    /// <param name="deviceId">The account, at least 1.</param>
    /// <param name="options">How to run the account; null takes the defaults. Keys, clock and logger that it does not name are those of <paramref name="database"/>.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or the id is below 1; nothing was opened.</exception>
    /// <exception cref="StoreException">
    /// Another process has the file's Signal state (Connection, naming the holder), or this one has the account open already (Validation); the device row cannot be decoded; or the
    /// database failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open but the database.</exception>
    public static async ValueTask<SqliteAccount<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(
        SqliteDatabase database, int deviceId, AccountOptions? options = null, CancellationToken cancellationToken = default)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        ArgumentNullException.ThrowIfNull(database);
        AccountOptions run = Completed(options, database.Options);
        return await OpenAsync<TSession, TSenderKey>(database.Account(deviceId), owned: null, run, cancellationToken).ConfigureAwait(false);
    }

    static ValueTask<SqliteAccount<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(
        SqliteStore store, SqliteDatabase? owned, AccountOptions options, CancellationToken cancellationToken)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey> =>
        AccountOpening<TSession, TSenderKey>.OpenAsync(
            store, owned, options, opening => new SqliteAccount<TSession, TSenderKey>(opening, store), cancellationToken);

    static AccountOptions Completed(AccountOptions? options, SqliteOptions file)
    {
        AccountOptions run = options ?? new AccountOptions();
        ArgumentNullException.ThrowIfNull(run.Device, nameof(options));
        return (run with
        {
            TimeProvider = run.TimeProvider ?? file.TimeProvider,
            Logger = run.Logger ?? file.Logger,
            Device = run.Device with { DeviceKeySource = run.Device.DeviceKeySource ?? file.DeviceKeySource },
        }).Checked();
    }
}

/// <summary>An account in a SQLite file. <see cref="SqliteAccount"/> opens it.</summary>
/// <inheritdoc cref="Account{TSession, TSenderKey}" path="/*[not(self::summary)]"/>
public sealed class SqliteAccount<TSession, TSenderKey> : Account<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    internal SqliteAccount(AccountOpening<TSession, TSenderKey> opening, SqliteStore store)
        : base(opening) => Store = store;

    /// <summary>The account's rows. Those of the Signal state are written by <see cref="Account{TSession, TSenderKey}.Signal"/> alone.</summary>
    public SqliteStore Store { get; }

    /// <summary>The file, which may have other accounts and tables of one's own.</summary>
    public SqliteDatabase Database => Store.Database;
}
