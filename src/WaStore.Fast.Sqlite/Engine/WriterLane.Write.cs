using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>Runs a write in a transaction of its own.</summary>
    /// <inheritdoc cref="SqliteDatabase.WriteAsync{TState, TResult}(string, TState, Func{NativeConnection, TState, TResult}, bool, CancellationToken)"/>
    internal ValueTask<TResult> WriteAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> write, bool synced, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<TResult>(cancellationToken)
        : _gate.TryEnter() ? WriteHeld(operation, state, write, synced, cancellationToken)
        : QueueAsync(operation, state, write, synced, cancellationToken);

    /// <summary>Runs a write whose body may await; the lane and SQLite's write lock are held until it is done.</summary>
    internal async ValueTask<TResult> WriteAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, CancellationToken, ValueTask<TResult>> write, bool synced, CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            NativeConnection writer = Enter(synced);
            int code = writer.TryBeginWrite();
            if (code != ResultCode.Ok)
            {
                await BeginAfterOthersAsync(writer, code, operation, cancellationToken).ConfigureAwait(false);
            }

            TResult result;
            try
            {
                Began(writer);
                result = await write(writer, state, cancellationToken).ConfigureAwait(false);
                EndBody(writer, cancellationToken);
            }
            catch (Exception exception)
            {
                Undo(writer);
                ThrowIfOwnLock(exception);
                throw;
            }

            code = writer.TryCommit();
            if (code != ResultCode.Ok)
            {
                await CommitAfterOthersAsync(writer, code, operation).ConfigureAwait(false);
            }

            Committed();
            return result;
        }
        finally
        {
            Leave();
        }
    }

    async ValueTask<TResult> QueueAsync<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> write, bool synced, CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        return await WriteHeld(operation, state, write, synced, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The write itself, with the lane held, which it leaves. Not an async method: those allocate in debug builds, and cost some 50 ns in the others.</summary>
    ValueTask<TResult> WriteHeld<TState, TResult>(
        string operation, TState state, Func<NativeConnection, TState, TResult> write, bool synced, CancellationToken cancellationToken)
    {
        try
        {
            NativeConnection writer = Enter(synced);
            int code = writer.TryBeginWrite();
            if (code != ResultCode.Ok)
            {
                return BeginLaterAsync(writer, code, operation, state, write, cancellationToken);
            }

            TResult result = RunBody(writer, state, write, cancellationToken);
            code = writer.TryCommit();
            if (code != ResultCode.Ok)
            {
                return CommitLaterAsync(writer, code, operation, result);
            }

            Committed();
            Leave();
            return new ValueTask<TResult>(result);
        }
        catch (Exception exception)
        {
            Leave();
            return ValueTask.FromException<TResult>(exception);
        }
    }

    async ValueTask<TResult> BeginLaterAsync<TState, TResult>(
        NativeConnection writer, int code, string operation, TState state, Func<NativeConnection, TState, TResult> write, CancellationToken cancellationToken)
    {
        try
        {
            await BeginAfterOthersAsync(writer, code, operation, cancellationToken).ConfigureAwait(false);
            TResult result = RunBody(writer, state, write, cancellationToken);
            code = writer.TryCommit();
            if (code != ResultCode.Ok)
            {
                await CommitAfterOthersAsync(writer, code, operation).ConfigureAwait(false);
            }

            Committed();
            return result;
        }
        finally
        {
            Leave();
        }
    }

    async ValueTask<TResult> CommitLaterAsync<TResult>(NativeConnection writer, int code, string operation, TResult result)
    {
        try
        {
            await CommitAfterOthersAsync(writer, code, operation).ConfigureAwait(false);
            Committed();
            return result;
        }
        finally
        {
            Leave();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TResult RunBody<TState, TResult>(NativeConnection writer, TState state, Func<NativeConnection, TState, TResult> write, CancellationToken cancellationToken)
    {
        try
        {
            Began(writer);
            TResult result = write(writer, state);
            EndBody(writer, cancellationToken);
            return result;
        }
        catch (Exception exception)
        {
            Undo(writer);
            ThrowIfOwnLock(exception);
            throw;
        }
    }
}
