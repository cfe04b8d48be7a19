namespace WaStore.Fast.Stores.InMemory;

public sealed partial class InMemoryBackend
{
    /// <inheritdoc/>
    /// <remarks>
    /// A change must complete synchronously, as with SQLite: it awaits nothing but its unit of work, else the commit fails with <see cref="InvalidOperationException"/> and
    /// leaves nothing behind. Other writers wait meanwhile.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A change awaited something else, or called the store instead of its unit of work.</exception>
    public ValueTask CommitAsync(StoreBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (!batch.IsEmpty)
        {
            _ = Database.Write((Database, DeviceId, batch, cancellationToken), static (state, call) =>
                (Apply(state, call.Database, call.DeviceId, call.batch, call.cancellationToken), 0));
        }

        return default;
    }

    // The order of spec/caches.md 1.11: what a later list relies on is there.
    static DatabaseState Apply(DatabaseState state, InMemoryDatabase database, int deviceId, StoreBatch batch, CancellationToken cancellationToken)
    {
        var account = state[deviceId];
        state = state.With(deviceId, account with
        {
            Signal = account.Signal
                .PutSessions(batch.Sessions.Span)
                .DeleteSessions(batch.DeletedSessions.Span)
                .PutIdentities(batch.Identities.Span)
                .DeleteIdentities(batch.DeletedIdentities.Span)
                .PutSenderKeys(batch.SenderKeys.Span)
                .DeleteSenderKeys(batch.DeletedSenderKeys.Span),
            PreKeys = account.PreKeys.Remove(batch.ConsumedPreKeys.Span),
        });
        return batch.Changes.Count == 0 ? state : RunChanges(new InMemoryUnitOfWork(database, deviceId, state), batch, cancellationToken);
    }

    static DatabaseState RunChanges(InMemoryUnitOfWork unitOfWork, StoreBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < batch.Changes.Count; i++)
            {
                unitOfWork.Run(batch.Changes[i], cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return unitOfWork.Result;
        }
        finally
        {
            unitOfWork.Close();
        }
    }
}
