using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>Runs a read on the writer's connection, in turn with the writes: for databases without readers of their own.</summary>
    /// <inheritdoc cref="SqliteDatabase.ReadAsync"/>
    internal async ValueTask<TResult> ReadAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            NativeConnection writer = Writer();
            ThrowIfStepping(writer);
            _schema.Attach(writer);
            var attempt = new ReadAttempt(_schema, snapshot && !_connections.Location.IsSharedCache);
            StoreException? failure = attempt.TryRun(writer, state, read, out TResult result);
            if (failure is not null)
            {
                var backoff = new Backoff(_options.TimeProvider, _options.BusyTimeout, operation);
                do
                {
                    await backoff.WaitAsync(failure, cancellationToken).ConfigureAwait(false);
                    failure = attempt.TryRun(writer, state, read, out result);
                }
                while (failure is not null);
            }

            return result;
        }
        finally
        {
            if (_writer is { } left)
            {
                DiscardInTransaction(left);
            }

            Leave();
        }
    }
}
