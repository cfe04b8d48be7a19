using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// What a change of a <see cref="StoreBatch"/> is given: every read and write, on the writer's connection inside the commit's transaction. All calls complete synchronously.
/// </summary>
/// <remarks>
/// Bound to the thread that commits and to the time of the change: from another thread, or later, every call is an <see cref="InvalidOperationException"/>. A write that failed
/// after it began dooms the commit, also when the change catches the exception: what it had done may be half done.
/// </remarks>
public sealed class SqliteUnitOfWork : SqliteWrites, IUnitOfWork
{
    readonly NativeConnection _connection;
    readonly int _thread = Environment.CurrentManagedThreadId;
    Exception? _failure;
    bool _closed;

    internal SqliteUnitOfWork(SqliteStoreContext context, NativeConnection connection)
        : base(context) => _connection = connection;

    /// <summary>A statement set of your own, to write with in this transaction.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <exception cref="InvalidOperationException">The unit of work is over, or another thread asks.</exception>
    public TSet Statements<TSet>()
        where TSet : class, IStatementSet<TSet> => WritingConnection().Statements<TSet>();

    /// <inheritdoc/>
    /// <remarks>Answers that nothing is known: the figures are the database's, and it is busy with this very transaction.</remarks>
    public override ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ResourceReport.Unknown);

    /// <inheritdoc/>
    /// <remarks>The sweeps alone, in this transaction; upkeep of the file needs one of its own.</remarks>
    public override ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default) =>
        MaintenanceSweep.RunAsync(this, policy, cancellationToken);

    /// <inheritdoc cref="BatchChange.Run"/>
    internal void Run(Func<IUnitOfWork, CancellationToken, ValueTask> change, CancellationToken cancellationToken) =>
        BatchChange.Run(this, change, static unit => unit._failure, cancellationToken);

    /// <summary>No call gets through any more: a change that was abandoned may still run.</summary>
    internal void Close() => _closed = true;

    private protected override ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken, [CallerMemberName] string operation = "")
    {
        var connection = Connection();
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancellationToken)
            : new(read(connection, state));
    }

    private protected override ValueTask<TResult> WriteAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> write, CancellationToken cancellationToken, bool synced = false, [CallerMemberName] string operation = "")
    {
        _ = Connection();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            return new(write(WritingConnection(), state));
        }
        catch (Exception exception)
        {
            _failure ??= exception;
            throw;
        }
    }

    // What a read of this very batch found corrupt must be set aside before the batch replaces it.
    NativeConnection WritingConnection()
    {
        var connection = Connection();
        if (Context.Corrupt.IsPending)
        {
            Context.Corrupt.Run(connection);
        }

        return connection;
    }

    // The thread first: a change that went on elsewhere must not even race with the closing.
    NativeConnection Connection() => Environment.CurrentManagedThreadId == _thread && !_closed
        ? _connection
        : throw new InvalidOperationException("A unit of work is used only by its change, on the thread that commits, and not after the change.");
}
