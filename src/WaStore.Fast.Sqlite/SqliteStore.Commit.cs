using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// One transaction. A batch of Signal records allocates nothing while the lane is free. A change must complete synchronously: it awaits nothing but its unit of work,
    /// else the commit fails with <see cref="InvalidOperationException"/> and leaves nothing behind.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A change awaited something else.</exception>
    public ValueTask CommitAsync(StoreBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (batch.IsEmpty)
        {
            return default;
        }

        return NoResult(WriteAsync((Context, batch, cancellationToken), static (connection, call) =>
            Apply(connection, call.Context, call.batch, call.cancellationToken), cancellationToken, batch.Synced));
    }

    // The order of spec/caches.md 1.11: what a later list relies on is there. Lists with nothing in them are not even asked: seven that say so are eighty lines of code to fetch
    // after a pause, 5 us of a flush of one row.
    static int Apply(NativeConnection connection, SqliteStoreContext context, StoreBatch batch, CancellationToken cancellationToken)
    {
        var deviceId = context.DeviceId;
        var lists = batch.Touched;
        var rows = 0;
        if ((lists & BatchLists.Sessions) != 0)
        {
            rows += connection.Statements<SessionStatements>().PutMany(batch.Sessions.Span, deviceId);
        }

        if ((lists & BatchLists.DeletedSessions) != 0)
        {
            rows += connection.Statements<SessionStatements>().DeleteMany(batch.DeletedSessions.Span, deviceId);
        }

        if ((lists & BatchLists.Identities) != 0)
        {
            rows += connection.Statements<IdentityStatements>().PutMany(batch.Identities.Span, deviceId);
        }

        if ((lists & BatchLists.DeletedIdentities) != 0)
        {
            rows += connection.Statements<IdentityStatements>().DeleteMany(batch.DeletedIdentities.Span, deviceId);
        }

        if ((lists & BatchLists.SenderKeys) != 0)
        {
            rows += connection.Statements<SenderKeyStatements>().PutMany(batch.SenderKeys.Span, deviceId);
        }

        if ((lists & BatchLists.DeletedSenderKeys) != 0)
        {
            rows += connection.Statements<SenderKeyStatements>().DeleteMany(batch.DeletedSenderKeys.Span, deviceId);
        }

        if ((lists & BatchLists.ConsumedPreKeys) != 0)
        {
            rows += connection.Statements<PreKeyStatements>().DeleteMany(batch.ConsumedPreKeys.Span, deviceId);
        }

        if ((lists & BatchLists.Changes) != 0)
        {
            RunChanges(connection, context, batch, cancellationToken);
        }

        return rows;
    }

    static void RunChanges(NativeConnection connection, SqliteStoreContext context, StoreBatch batch, CancellationToken cancellationToken)
    {
        var unitOfWork = new SqliteUnitOfWork(context, connection);
        try
        {
            for (var i = 0; i < batch.Changes.Count; i++)
            {
                unitOfWork.Run(batch.Changes[i], cancellationToken);
            }
        }
        finally
        {
            unitOfWork.Close();
        }
    }
}
