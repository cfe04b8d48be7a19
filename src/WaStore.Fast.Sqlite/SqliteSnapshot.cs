using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>One view of the file for any number of reads of one account, fixed when it was opened. Opened by <see cref="SqliteStore.OpenSnapshotAsync"/>.</summary>
/// <remarks>
/// One call at a time. Dispose it soon: the WAL grows while it is open. Without WAL (in memory, for instance) there are no such views; then each read sees the newest
/// state, as <see cref="IsIsolated"/> says.
/// </remarks>
public sealed class SqliteSnapshot : SqliteReads, IReadSnapshot
{
    readonly SnapshotLease _lease;

    internal SqliteSnapshot(SqliteStoreContext context, SnapshotLease lease)
        : base(context) => _lease = lease;

    /// <summary>Whether every read sees the same state of the file.</summary>
    public bool IsIsolated => _lease.IsIsolated;

    /// <inheritdoc/>
    /// <remarks>Answers that nothing is known: the figures are the database's, not a view's.</remarks>
    public override ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ResourceReport>(cancellationToken)
            : ValueTask.FromResult(ResourceReport.Unknown);

    /// <summary>Ends the view. Harmless when repeated.</summary>
    /// <exception cref="InvalidOperationException">A read of it still runs.</exception>
    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    private protected override ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        _lease.ReadAsync(operation, state, read, cancellationToken);
}
