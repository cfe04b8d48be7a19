using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// One view of the file over any number of calls, on a connection of its own; dispose it soon, because the WAL cannot be emptied while it is open. One call at a
/// time. Where the file has no WAL there are no such views: then each read sees the newest state (design.md 4, readers).
/// </summary>
sealed class SnapshotLease : IAsyncDisposable
{
    readonly SnapshotPool? _pool;
    readonly WriterLane? _lane;
    NativeConnection? _connection;
    int _busy;

    internal SnapshotLease(SnapshotPool pool, NativeConnection connection)
    {
        _pool = pool;
        _connection = connection;
    }

    internal SnapshotLease(WriterLane lane) => _lane = lane;

    /// <summary>Whether every read sees the same state.</summary>
    internal bool IsIsolated => _lane is null;

    /// <summary>Runs a read in this view, on the calling thread.</summary>
    /// <exception cref="InvalidOperationException">Another read of this view is running.</exception>
    internal ValueTask<TResult> ReadAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> read, CancellationToken cancellationToken)
    {
        if (_lane is not null)
        {
            return _lane.ReadAsync(operation, state, read, snapshot: true, cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return ValueTask.FromException<TResult>(new InvalidOperationException("A snapshot serves one read at a time."));
        }

        try
        {
            ObjectDisposedException.ThrowIf(_connection is null, typeof(IReadSnapshot));
            // The view holds a lock already, so no other connection can be in the way.
            TResult result = read(_connection, state);
            return new ValueTask<TResult>(result);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TResult>(exception);
        }
        finally
        {
            _connection?.ResetStatements();
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Ends the view. Harmless when repeated.</summary>
    /// <exception cref="InvalidOperationException">A read of this view is still running.</exception>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return ValueTask.FromException(new InvalidOperationException("A snapshot is disposed while a read of it runs."));
        }

        NativeConnection? connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            _pool!.Return(connection);
        }

        Volatile.Write(ref _busy, 0);
        return default;
    }
}
