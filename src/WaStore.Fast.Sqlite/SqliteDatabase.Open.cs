using Microsoft.Extensions.Logging;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Sqlite.Upgrade;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>Opens a database file, creates it when it is missing, and brings its schema up to date.</summary>
    /// <param name="path">
    /// A path, a <c>file:</c> URI, a <c>sqlite://</c> URL (relative: <c>sqlite://data/bot.db</c>, absolute: <c>sqlite:///var/bot.db</c>), or shared memory:
    /// <c>file:NAME?mode=memory&amp;cache=shared</c>. A new file can be read by its owner alone; on Windows it takes the folder's access list.
    /// </param>
    /// <param name="options">How to run it; null takes the defaults. Later changes of the object have no effect.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <exception cref="StoreException">
    /// The path or an option makes no sense (InvalidConfig); the file cannot be used, with the cause (Connection); a migration failed or the schema is one that the
    /// statements do not fit (Migration); another process held the file too long (RetriesExhausted).
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open.</exception>
    public static ValueTask<SqliteDatabase> OpenAsync(string path, SqliteOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(path, options, default(Func<ConnectionFactory, ISchemaSource>), owned: false, cancellationToken);

    /// <summary>As the public one, with another idea of the tables: for tests of the engine alone.</summary>
    internal static ValueTask<SqliteDatabase> OpenAsync(string path, SqliteOptions? options, ISchemaSource schema, CancellationToken cancellationToken) =>
        OpenAsync(path, options, _ => schema, owned: false, cancellationToken);

    static async ValueTask<SqliteDatabase> OpenAsync(
        string path, SqliteOptions? options, Func<ConnectionFactory, ISchemaSource>? schema, bool owned, CancellationToken cancellationToken)
    {
        SqliteOptions checkedOptions = (options ?? new SqliteOptions()).Validated();
        DatabaseLocation location = DatabaseLocation.Parse(path);
        cancellationToken.ThrowIfCancellationRequested();
        SqliteLibraryInfo library = SqliteLibrary.Choose(checkedOptions.Library);
        var connections = new ConnectionFactory(location, checkedOptions);
        ISchemaSource source = schema?.Invoke(connections) ?? new StoreSchema(connections, checkedOptions.MigrateOnOpen, checkedOptions.TimeProvider);
        var backoff = new Backoff(checkedOptions.TimeProvider, checkedOptions.BusyTimeout, "open");
        while (true)
        {
            StoreException busy;
            try
            {
                return Open(connections, checkedOptions, source, library, owned);
            }
            catch (StoreException exception) when (exception.IsBusyOrLocked)
            {
                busy = exception;
            }

            // Each step of opening can be repeated.
            await backoff.WaitAsync(busy, cancellationToken).ConfigureAwait(false);
        }
    }

    static SqliteDatabase Open(ConnectionFactory connections, SqliteOptions options, ISchemaSource source, SqliteLibraryInfo library, bool owned)
    {
        OpenFiles.Opening file = OpenFiles.Open(connections.Location);
        var others = new CommitWatch(file.File);
        var corrupt = new CorruptRows(options);
        var ownership = new DatabaseOwnership(file.File, others, options, corrupt.Health);
        others.Report = ownership.MetForeignCommit;
        NativeConnection? writer = null;
        try
        {
            source.Examine();
            if (owned)
            {
                // Before anything is written; and after it is clear that there is a store to own.
                ownership.Take();
            }

            writer = connections.OpenWriter();
            source.Prepare(writer, connections.Location);
            var schema = new SchemaWatch(source);
            schema.Start(writer);
            ownership.LookAtFile();
            var lane = new WriterLane(connections, options, schema, others) { Ahead = corrupt };
            lane.Start(writer);
            var database = new SqliteDatabase(connections, options, schema, lane, corrupt, ownership, library)
            {
                _file = file,
                MigrationReport = (source as StoreSchema)?.Report ?? new MigrationReport(),
            };
            database.LogOpened(options.Logger);
            return database;
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            ownership.Close();
            file.Dispose();
            if (exception is StoreException { Kind: StoreErrorKind.Database } failed)
            {
                // To the caller a file whose schema cannot be read is one that cannot be used, like one whose pragmas cannot be run.
                throw connections.Explain(failed);
            }

            throw;
        }
    }

    void LogOpened(ILogger logger)
    {
        if (!_connections.IsWal && Path is not null)
        {
            LogNoWal(logger, Path, JournalMode);
        }

        if (_readers is null && _options.Readers > 0)
        {
            LogNoReaders(logger, _connections.Location.IsSharedCache ? "the connections share one cache" : $"the journal mode is '{JournalMode}', not WAL");
        }

        if (!MigrationReport.WasUpToDate)
        {
            int blobs = MigrationReport.Reencoded.Sum(account => account.Count);
            LogUpgraded(logger, Path ?? "The database in memory", MigrationReport.Applied.Count, blobs);
        }

        if (Library.HasWalResetBug)
        {
            LogVerdict(logger, Library.Verdict);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} could not be put in WAL mode; its journal mode is {JournalMode}.")]
    static partial void LogNoWal(ILogger logger, string path, string journalMode);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path} was brought up to date: {Migrations} migrations applied, {Blobs} old blobs re-encoded.")]
    static partial void LogUpgraded(ILogger logger, string path, int migrations, int blobs);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reads take turns with the writes: {Reason}.")]
    static partial void LogNoReaders(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Verdict}")]
    static partial void LogVerdict(ILogger logger, string verdict);
}
