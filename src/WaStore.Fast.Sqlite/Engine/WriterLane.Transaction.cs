using Microsoft.Extensions.Logging;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>The writer, ready for BEGIN.</summary>
    NativeConnection Enter(bool synced)
    {
        NativeConnection writer = Writer();
        ThrowIfStepping(writer);
        if (synced && _options.Synchronous < SynchronousMode.Full)
        {
            // Outside a transaction and by exec, never by a cached statement: the pragma takes effect when it is prepared.
            _isSynced = true;
            writer.Execute("PRAGMA synchronous=FULL"u8);
        }

        return writer;
    }

    /// <summary>Opens the transaction; waits, with the lane held, while another connection has SQLite's write lock.</summary>
    async ValueTask BeginAfterOthersAsync(NativeConnection writer, int code, string operation, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.TimeProvider, _options.BusyTimeout, operation);
        do
        {
            StoreException cause = SqliteError.From(writer.Handle, code);
            if (!ResultCode.IsOthersLock(code))
            {
                ThrowIfOwnLock(cause);
                throw cause;
            }

            await backoff.WaitAsync(cause, cancellationToken).ConfigureAwait(false);
            code = writer.TryBeginWrite();
        }
        while (code != ResultCode.Ok);
    }

    /// <summary>
    /// Outside WAL mode a commit waits for the readers of other connections; the transaction stays open meanwhile. Once COMMIT has begun the call completes: a
    /// cancellation comes too late.
    /// </summary>
    async ValueTask CommitAfterOthersAsync(NativeConnection writer, int code, string operation)
    {
        try
        {
            var backoff = new Backoff(_options.TimeProvider, _options.BusyTimeout, operation);
            do
            {
                StoreException cause = SqliteError.From(writer.Handle, code);
                if (!ResultCode.IsOthersLock(code) || !writer.InTransaction)
                {
                    ThrowIfOwnLock(cause);
                    ThrowIfGone(writer, cause);
                    throw cause;
                }

                await backoff.WaitAsync(cause, CancellationToken.None).ConfigureAwait(false);
                code = writer.TryCommit();
            }
            while (code != ResultCode.Ok);
        }
        catch
        {
            Undo(writer);
            throw;
        }
    }

    void Committed()
    {
        if (Ahead is { IsUncommitted: true } ahead)
        {
            ahead.Committed();
        }

        if (_connections.IsWal)
        {
            _checkpoints.Committed();
        }
    }

    static void EndBody(NativeConnection writer, CancellationToken cancellationToken)
    {
        ThrowIfStepping(writer);
        writer.DropUnread();
        cancellationToken.ThrowIfCancellationRequested();
    }

    void Undo(NativeConnection writer)
    {
        if (Ahead is { IsUncommitted: true } ahead)
        {
            ahead.RolledBack();
        }

        writer.ResetStatements();
        _others.Doubt();
        int code = writer.TryRollback();
        if (code != ResultCode.Ok)
        {
            LogRollbackFailed(_options.Logger, code);
        }

        DiscardInTransaction(writer);
    }

    void DiscardInTransaction(NativeConnection writer)
    {
        if (writer.InTransaction)
        {
            Discard(writer);
        }
    }

    /// <summary>A connection whose state is not known is closed, which drops its transaction; the next call opens another.</summary>
    void Discard(NativeConnection writer)
    {
        writer.Dispose();
        _writer = null;
        _isSynced = false;
    }

    NativeConnection Writer()
    {
        if (_writer is { } writer)
        {
            return writer;
        }

        if (_connections.Location.Path is null)
        {
            throw StoreException.Connection("the connection of the in-memory database had to be closed after an error, and its content with it");
        }

        writer = _connections.OpenWriter();
        writer.DataVersion = writer.ReadDataVersion();
        _others.Lost();
        _ = _schema.LookAgain(writer);
        Start(writer);
        return writer;
    }

    /// <summary>
    /// With the write lock taken first, a snapshot that is too old or a table locked by the same connection can only come from a mistake in this library or in a
    /// write's body: waiting would not help, so it is not reported as weather.
    /// </summary>
    static void ThrowIfOwnLock(Exception exception)
    {
        if (exception is StoreException { SqliteErrorCode: ResultCode.BusySnapshot or ResultCode.Locked })
        {
            throw new InvalidOperationException("The writer's connection is in its own way (see the inner exception).", exception);
        }
    }

    // Known by what COMMIT says without one, instead of asking before each.
    static void ThrowIfGone(NativeConnection writer, StoreException cause)
    {
        if (cause.SqliteErrorCode == ResultCode.Error && !writer.InTransaction)
        {
            throw new InvalidOperationException("The write's transaction is gone: SQLite rolled it back after an error that was swallowed, or the write ended it itself.", cause);
        }
    }

    static void ThrowIfStepping(NativeConnection writer)
    {
        if (writer.SteppingStatements != 0)
        {
            writer.ResetStatements();
            throw new InvalidOperationException("A statement of the writer is still being read: its rows were not disposed.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A rollback failed with SQLite {Code}.")]
    static partial void LogRollbackFailed(ILogger logger, int code);
}
