using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>Every write of the five stores over SQLite, written once. Each is one transaction of its own in a <see cref="SqliteStore"/>, and a part of the batch's in a <see cref="SqliteUnitOfWork"/>.</summary>
/// <remarks>An empty list starts no transaction. Texts are checked before anything is touched. Once COMMIT has begun a call completes, cancelled or not.</remarks>
public abstract partial class SqliteWrites : SqliteReads, IStoreWrites
{
    /// <summary>The limit of a deletion that has none.</summary>
    private protected const int NoLimit = -1;

    private protected SqliteWrites(SqliteStoreContext context)
        : base(context)
    {
    }

    /// <summary>Runs a write on the writer's connection in a write transaction: all of it, or nothing on any exception.</summary>
    /// <param name="state">Handed to <paramref name="write"/>.</param>
    /// <param name="write">A static lambda; may run again when another connection was busy.</param>
    /// <param name="cancellationToken">Cancelled on entry: nothing is done.</param>
    /// <param name="synced">Whether the commit must survive a power cut.</param>
    /// <param name="operation">The store's method, for errors.</param>
    private protected abstract ValueTask<TResult> WriteAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> write, CancellationToken cancellationToken, bool synced = false, [CallerMemberName] string operation = "");

    /// <summary>A batch: nothing at all for an empty list.</summary>
    private protected ValueTask WriteManyAsync<TEntry>(
        ReadOnlyMemory<TEntry> entries,
        Func<NativeConnection, (SqliteStoreContext Context, ReadOnlyMemory<TEntry> Entries), int> write,
        CancellationToken cancellationToken,
        [CallerMemberName] string operation = "")
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return entries.IsEmpty ? default : NoResult(WriteAsync((Context, entries), write, cancellationToken, synced: false, operation));
    }
}
