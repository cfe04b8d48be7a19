using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// One open database file: its writer, its readers, its checkpoints. Several accounts share it. All members may be called from any thread.
/// </summary>
/// <remarks>
/// Reads and writes are synchronous work on the calling thread; they only turn asynchronous when they have to wait for their turn or for another process.
/// No member may be called from inside a write's body: it would wait for itself.
/// </remarks>
public sealed partial class SqliteDatabase : IAsyncDisposable
{
    readonly ConnectionFactory _connections;
    readonly SqliteOptions _options;
    readonly WriterLane _lane;
    readonly CorruptRows _corrupt;
    readonly ReaderPool? _readers;
    readonly SnapshotPool? _snapshots;
    readonly IdleConnections? _idle;
    readonly Lock _closing = new();
    OpenFiles.Opening? _file;
    Task? _closed;

    SqliteDatabase(
        ConnectionFactory connections, SqliteOptions options, SchemaWatch schema, WriterLane lane, CorruptRows corrupt, DatabaseOwnership ownership, SqliteLibraryInfo library)
    {
        _corrupt = corrupt;
        corrupt.Attach(this);
        _connections = connections;
        _options = options;
        _lane = lane;
        Ownership = ownership;
        ownership.LookForCommits = LookForCommitsAsync;
        Library = library;
        bool views = connections.IsWal && !connections.Location.IsSharedCache;
        _readers = views && options.Readers > 0 ? new ReaderPool(connections, options, schema) : null;
        lane.Checkpoints.Idle = _readers is null ? null : _readers.ReleaseMemory;
        _snapshots = views ? new SnapshotPool(connections, options, schema) : null;
        if (connections.Location.Path is not null)
        {
            _idle = new IdleConnections(lane, _readers, _snapshots, options);
            connections.Prepared = _idle.Wake;
            // For what opening has prepared.
            _idle.Wake();
        }
    }

    /// <summary>The file's absolute path; null for a database in memory.</summary>
    public string? Path => _connections.Location.Path;

    /// <summary>The SQLite library of the process, and the verdict on it.</summary>
    public SqliteLibraryInfo Library { get; }

    /// <summary>What this open changed in the file: migrations, re-encoded blobs, indexes of our own. Of a new file, all migrations.</summary>
    public MigrationReport MigrationReport { get; private init; } = new();

    /// <summary>The journal mode that the file is in: <c>wal</c> for a file, <c>memory</c> in memory, another where WAL is not possible.</summary>
    public string JournalMode => _connections.JournalMode;

    /// <summary>The bytes of a page.</summary>
    public int PageSize => _connections.PageSize;

    /// <summary>What all connections together have done since open. Exact while no call runs.</summary>
    public EngineCounters Counters => _connections.Counters;

    /// <summary>How many checkpoints copied the whole WAL, and how many found another connection in the way.</summary>
    public (long Completed, long Blocked) Checkpoints => _lane.Checkpoints.Count;

    /// <summary>Runs a write in a transaction of its own, in the order of arrival.</summary>
    /// <typeparam name="TState">What the write needs, handed through so that it can be a static lambda.</typeparam>
    /// <typeparam name="TResult">What it answers.</typeparam>
    /// <param name="operation">Its name, for error messages.</param>
    /// <param name="state">Handed to <paramref name="write"/>.</param>
    /// <param name="write">Runs once, between BEGIN IMMEDIATE and COMMIT. It must not keep the connection, and dispose what it enumerates.</param>
    /// <param name="synced">Whether the commit must be on the disk before the call completes, whatever <see cref="SqliteOptions.Synchronous"/> says.</param>
    /// <param name="cancellationToken">Until the commit begins: rolls back. Later it has no effect.</param>
    /// <exception cref="StoreException">SQLite failed, the transaction is rolled back; or other connections held the file too long (RetriesExhausted).</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The write left a statement on a row or ended the transaction; it is rolled back.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public ValueTask<TResult> WriteAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> write, bool synced = false, CancellationToken cancellationToken = default) =>
        _lane.WriteAsync(operation, state, write, synced, cancellationToken);

    /// <summary>As the other overload, for a body that answers a ValueTask. Should it really wait, everybody else's writes wait with it.</summary>
    /// <inheritdoc cref="WriteAsync{TState, TResult}(string, TState, Func{NativeConnection, TState, TResult}, bool, CancellationToken)"/>
    public ValueTask<TResult> WriteAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, CancellationToken, ValueTask<TResult>> write, bool synced = false, CancellationToken cancellationToken = default) =>
        _lane.WriteAsync(operation, state, write, synced, cancellationToken);

    /// <summary>Runs a read. It sees every write that completed before it started.</summary>
    /// <typeparam name="TState">What the read needs, handed through so that it can be a static lambda.</typeparam>
    /// <typeparam name="TResult">What it answers.</typeparam>
    /// <param name="operation">Its name, for error messages.</param>
    /// <param name="state">Handed to <paramref name="read"/>.</param>
    /// <param name="read">
    /// Reads, and may write nothing. It is run again when another connection was in the way or the schema changed before its first row, so it must not change
    /// <paramref name="state"/> before that. It must not keep the connection or a span.
    /// </param>
    /// <param name="snapshot">Whether its statements must see one state of the file: for more than one statement. A single one needs none and is faster without.</param>
    /// <param name="cancellationToken">Ends the wait for a free reader; a read that runs completes.</param>
    /// <exception cref="StoreException">SQLite failed, or other connections held the file too long (RetriesExhausted).</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it ran.</exception>
    /// <exception cref="InvalidOperationException">The read left a statement on a row.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public ValueTask<TResult> ReadAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> read, bool snapshot = false, CancellationToken cancellationToken = default) =>
        _readers is not null
            ? _readers.ReadAsync(operation, state, read, snapshot, cancellationToken)
            : _lane.ReadAsync(operation, state, read, snapshot, cancellationToken);

    /// <summary>Opens one view of the file for any number of reads. Without WAL (in memory, for instance) there is none: then each read sees the newest state.</summary>
    internal ValueTask<SnapshotLease> OpenSnapshotAsync(CancellationToken cancellationToken = default) =>
        _snapshots is not null
            ? _snapshots.OpenAsync(cancellationToken)
            : ValueTask.FromResult(new SnapshotLease(_lane));

    /// <summary>
    /// Lets the writes that are queued finish, closes the readers, empties the WAL, closes the writer last. Waits for reads and snapshots that are still open, as
    /// long as the busy timeout. Harmless when repeated.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_closing)
        {
            return new ValueTask(_closed ??= CloseAsync());
        }
    }

    async Task CloseAsync()
    {
        if (_idle is not null)
        {
            await _idle.DisposeAsync().ConfigureAwait(false);
        }

        await _corrupt.DisposeAsync().ConfigureAwait(false);
        await _lane.CloseAsync().ConfigureAwait(false);
        if (_readers is not null)
        {
            await _readers.DisposeAsync().ConfigureAwait(false);
        }

        if (_snapshots is not null)
        {
            await _snapshots.DisposeAsync().ConfigureAwait(false);
        }

        _lane.Seal = Ownership.IsOwner ? Ownership.SealAsync : null;
        await _lane.DisposeAsync().ConfigureAwait(false);
        Ownership.Close();
        _file?.Dispose();
    }
}
