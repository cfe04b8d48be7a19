using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Finds out from retry receipts that a device never got our session, by the base key that does not change between two of them (spec/caches.md 9.4).</summary>
/// <remarks>
/// Hold the device's session lock meanwhile, or two receipts for one device decide on one state. Notes that no third receipt follows expire by
/// <see cref="MaintenancePolicy.BaseKeyRetention"/>.
/// </remarks>
/// <param name="store">Where base keys are noted.</param>
/// <param name="deleteSession">Deletes a session; with the Signal cache its <c>DeleteSessionAsync</c>.</param>
/// <param name="commit">Makes a deleted session durable together with a batch; with the Signal cache its <c>FlushAsync(StoreBatch)</c>.</param>
public sealed class RetryReconciler(
    IProtocolStore store, Func<SignalAddress, CancellationToken, ValueTask> deleteSession, Func<StoreBatch, CancellationToken, Task> commit)
{
    /// <summary>Looks at a receipt, and deletes the session when it is of no use to the device. A deleted session is durable when this returns.</summary>
    /// <exception cref="StoreException">The store failed. The same receipt may be looked at again.</exception>
    public async ValueTask<RetryVerdict> ReconcileAsync(RetryReceipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt.Address, nameof(receipt));
        KeyText.Require(receipt.MessageId);
        if (!receipt.IsMessageHeld)
        {
            return RetryVerdict.Untouched;
        }

        if (!receipt.HasKeyBundle && receipt.RegistrationId is { } received && receipt.SessionRegistrationId != 0 && received != receipt.SessionRegistrationId)
        {
            await DeleteAsync(receipt.Address, new StoreBatch(), cancellationToken).ConfigureAwait(false);
            return RetryVerdict.DeletedForItsRegistration;
        }

        return receipt.BaseKey.IsEmpty || receipt.RetryCount < SessionRecreations.FirstSuspiciousRetry ? RetryVerdict.Untouched
            : receipt.RetryCount == SessionRecreations.FirstSuspiciousRetry ? await NoteAsync(receipt, cancellationToken).ConfigureAwait(false)
            : await CompareAsync(receipt, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<RetryVerdict> NoteAsync(RetryReceipt receipt, CancellationToken cancellationToken)
    {
        await store.SaveBaseKeyAsync(receipt.Address.Text, receipt.MessageId, receipt.BaseKey, cancellationToken).ConfigureAwait(false);
        return RetryVerdict.Noted;
    }

    async ValueTask<RetryVerdict> CompareAsync(RetryReceipt receipt, CancellationToken cancellationToken)
    {
        var (address, id) = (receipt.Address.Text, receipt.MessageId);
        if (!await store.HasSameBaseKeyAsync(address, id, receipt.BaseKey, cancellationToken).ConfigureAwait(false))
        {
            await store.DeleteBaseKeyAsync(address, id, cancellationToken).ConfigureAwait(false);
            return RetryVerdict.Renewed;
        }

        // The note goes in the transaction that deletes the session: a crash before it finds both, and the next receipt comes here again.
        var note = new StoreBatch();
        note.Add((unit, token) => unit.DeleteBaseKeyAsync(address, id, token));
        await DeleteAsync(receipt.Address, note, cancellationToken).ConfigureAwait(false);
        return RetryVerdict.DeletedForItsBaseKey;
    }

    async ValueTask DeleteAsync(SignalAddress address, StoreBatch with, CancellationToken cancellationToken)
    {
        await deleteSession(address, cancellationToken).ConfigureAwait(false);
        await commit(with, cancellationToken).ConfigureAwait(false);
    }
}
