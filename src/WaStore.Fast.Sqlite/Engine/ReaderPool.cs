using Microsoft.Extensions.ObjectPool;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The connections that only read. A free one is taken on the calling thread and nothing is allocated; else the call waits its turn. A read that starts after a
/// write completed sees it: every statement, and every transaction, begins at the newest commit.
/// </summary>
sealed partial class ReaderPool : IAsyncDisposable
{
    readonly FairGate _gate;
    readonly ReaderPolicy _policy;
    readonly ObjectPool<NativeConnection> _pool;
    readonly SqliteOptions _options;
    readonly SchemaWatch _schema;

    internal ReaderPool(ConnectionFactory connections, SqliteOptions options, SchemaWatch schema)
    {
        _options = options;
        _schema = schema;
        _gate = new FairGate(options.Readers, typeof(SqliteDatabase));
        _policy = new ReaderPolicy(connections);
        _pool = new DefaultObjectPoolProvider { MaximumRetained = options.Readers }.Create(_policy);
    }

    /// <inheritdoc cref="SqliteDatabase.ReadAsync"/>
    internal ValueTask<TResult> ReadAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        if (!_gate.TryEnter())
        {
            return WaitAndReadAsync(operation, state, read, snapshot, cancellationToken);
        }

        NativeConnection? reader = null;
        StoreException? failure;
        try
        {
            reader = _pool.Get();
            _schema.Attach(reader);
            failure = new ReadAttempt(_schema, snapshot).TryRun(reader, state, read, out TResult result);
            if (failure is null)
            {
                Return(reader);
                return new ValueTask<TResult>(result);
            }
        }
        catch (Exception exception)
        {
            Return(reader);
            return ValueTask.FromException<TResult>(exception);
        }

        return RetryAsync(reader, failure, operation, state, read, snapshot, cancellationToken);
    }

    /// <summary>Waits for the reads that run, as long as the busy timeout, and closes the connections. One that is still out is closed when it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(_options.BusyTimeout, _options.TimeProvider);
        try
        {
            for (int i = 0; i < _options.Readers; i++)
            {
                await _gate.EnterAsync(patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Its read goes on; the pool below is closed to it.
        }

        _gate.Close();
        ((IDisposable)_pool).Dispose();
    }

    async ValueTask<TResult> WaitAndReadAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        NativeConnection? reader = null;
        StoreException? failure;
        try
        {
            reader = _pool.Get();
            _schema.Attach(reader);
            failure = new ReadAttempt(_schema, snapshot).TryRun(reader, state, read, out TResult result);
            if (failure is null)
            {
                Return(reader);
                return result;
            }
        }
        catch
        {
            Return(reader);
            throw;
        }

        return await RetryAsync(reader, failure, operation, state, read, snapshot, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<TResult> RetryAsync<TState, TResult>(
        NativeConnection reader, StoreException? failure, string operation, TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken)
    {
        try
        {
            if (ResultCode.Primary(failure!.SqliteErrorCode!.Value) == ResultCode.Busy)
            {
                // A reader has a busy timeout of its own: SQLite has waited all the time there is.
                throw StoreException.RetriesExhausted(operation, failure, failure.SqliteErrorCode);
            }

            var backoff = new Backoff(_options.TimeProvider, _options.BusyTimeout, operation);
            TResult result;
            do
            {
                await backoff.WaitAsync(failure, cancellationToken).ConfigureAwait(false);
                failure = new ReadAttempt(_schema, snapshot).TryRun(reader, state, read, out result);
            }
            while (failure is not null);

            return result;
        }
        finally
        {
            Return(reader);
        }
    }

    void Return(NativeConnection? reader)
    {
        if (reader is not null)
        {
            _pool.Return(reader);
        }

        _gate.Exit();
    }
}
