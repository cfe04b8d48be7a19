using Microsoft.Extensions.Logging;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The connections of open snapshots. Apart from the readers: who holds a snapshot and reads something else meanwhile would otherwise wait for himself. As many
/// as are open at once; one is kept for the next.
/// </summary>
sealed partial class SnapshotPool : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly ConnectionFactory _connections;
    readonly SqliteOptions _options;
    readonly SchemaWatch _schema;
    TaskCompletionSource? _returned;
    NativeConnection? _spare;
    int _open;
    bool _closed;

    internal SnapshotPool(ConnectionFactory connections, SqliteOptions options, SchemaWatch schema)
    {
        _options = options;
        _schema = schema;
        _connections = connections;
    }

    /// <summary>Opens a view of the newest commit.</summary>
    internal async ValueTask<SnapshotLease> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        NativeConnection? connection;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteDatabase));
            _open++;
            connection = _spare;
            _spare = null;
        }

        try
        {
            connection ??= _connections.OpenReader();
            _schema.Attach(connection);
            StoreException? failure = TryBegin(connection);
            if (failure is not null)
            {
                var backoff = new Backoff(_options.TimeProvider, _options.BusyTimeout, "open a snapshot");
                do
                {
                    await backoff.WaitAsync(failure, cancellationToken).ConfigureAwait(false);
                    failure = TryBegin(connection);
                }
                while (failure is not null);
            }

            return new SnapshotLease(this, connection);
        }
        catch
        {
            Return(connection);
            throw;
        }
    }

    internal void Return(NativeConnection? connection)
    {
        if (connection is not null)
        {
            connection.ResetStatements();
            int code = connection.TryRollback();
            if (code != ResultCode.Ok)
            {
                LogNotEnded(_options.Logger, code);
            }

            if (!TryKeep(connection))
            {
                connection.Dispose();
            }
        }

        lock (_lock)
        {
            if (--_open == 0)
            {
                _returned?.SetResult();
            }
        }
    }

    /// <summary>Closes the spare connection if no snapshot used it since the last time.</summary>
    /// <returns>Whether there is one still, or will be when an open snapshot ends.</returns>
    internal bool Rest()
    {
        NativeConnection unused;
        lock (_lock)
        {
            if (_spare is null || _spare.WasUsed())
            {
                return _spare is not null || _open > 0;
            }

            unused = _spare;
            _spare = null;
        }

        unused.Dispose();
        return false;
    }

    /// <summary>Waits for the open snapshots, as long as the busy timeout, and closes the connections. One that is still open closes when it is disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        Task returned;
        lock (_lock)
        {
            _closed = true;
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_open == 0)
            {
                _returned.SetResult();
            }

            returned = _returned.Task;
        }

        try
        {
            await returned.WaitAsync(_options.BusyTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Its owner still holds it; it closes when it comes back.
        }

        _spare?.Dispose();
    }

    bool TryKeep(NativeConnection connection)
    {
        lock (_lock)
        {
            if (_closed || _spare is not null || !ReaderPolicy.IsInOrder(connection))
            {
                return false;
            }

            _spare = connection;
            return true;
        }
    }

    /// <summary>Fixes the view now, not at the first read, and sees to it that its statements fit it.</summary>
    StoreException? TryBegin(NativeConnection connection)
    {
        try
        {
            connection.BeginRead();
            _ = _schema.LookAgain(connection);
            return null;
        }
        catch (StoreException exception) when (exception.SqliteErrorCode is { } code && ResultCode.IsOthersLock(code))
        {
            connection.ResetStatements();
            connection.Rollback();
            return exception;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A snapshot's transaction could not be ended (SQLite {Code}); its connection is closed.")]
    static partial void LogNotEnded(ILogger logger, int code);
}
