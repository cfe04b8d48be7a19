namespace WaStore.Fast.Stores.InMemory;

/// <summary>What a change of a <see cref="StoreBatch"/> is given: every read and write, on the state that the commit will put in place. All calls complete synchronously.</summary>
/// <remarks>
/// Bound to the thread that commits and to the time of the change: from another thread, or later, every call is an <see cref="InvalidOperationException"/>. A write that failed
/// dooms the commit, also when the change catches the exception. Both as with SQLite, so that a test over memory finds what would fail over a file.
/// </remarks>
public sealed class InMemoryUnitOfWork : InMemoryWrites, IUnitOfWork
{
    readonly int _thread = Environment.CurrentManagedThreadId;
    DatabaseState _state;
    Exception? _failure;
    bool _closed;

    internal InMemoryUnitOfWork(InMemoryDatabase database, int deviceId, DatabaseState state)
        : base(database, deviceId) => _state = state;

    /// <summary>What the changes made so far.</summary>
    internal DatabaseState Result => _state;

    // The thread first: a change that went on elsewhere must not even race with the closing.
    private protected override DatabaseState State => Environment.CurrentManagedThreadId == _thread && !_closed
        ? _state
        : throw new InvalidOperationException("A unit of work is used only by its change, on the thread that commits, and not after the change.");

    /// <inheritdoc cref="BatchChange.Run"/>
    internal void Run(Func<IUnitOfWork, CancellationToken, ValueTask> change, CancellationToken cancellationToken) =>
        BatchChange.Run(this, change, static unit => unit._failure, cancellationToken);

    /// <summary>No call gets through any more: a change that was abandoned may still run.</summary>
    internal void Close() => _closed = true;

    private protected override ValueTask<TResult> WriteAsync<TArg, TResult>(
        TArg argument, Func<DatabaseState, TArg, (DatabaseState State, TResult Result)> change, CancellationToken cancellationToken)
    {
        var state = State;
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            (_state, var result) = change(state, argument);
            return new(result);
        }
        catch (Exception exception)
        {
            _failure ??= exception;
            throw;
        }
    }
}
