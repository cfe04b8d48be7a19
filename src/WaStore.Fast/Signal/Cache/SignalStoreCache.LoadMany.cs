using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Caches the sessions and identity keys of many addresses, and who has none: one view of the store, one list read for each kind.</summary>
    /// <remarks>
    /// For a group: afterwards the single reads answer at once. The bounds make room for the list, so that its end does not throw out its
    /// beginning, and fall back when no such list came for a while.
    /// Only what is not cached is read; what others are reading is waited for. An identity key of a wrong length fails nobody else's load: it stays unknown and is
    /// counted (<see cref="SignalCacheHealth.UnreadableIdentities"/>), and every read of that key is the error.
    /// </remarks>
    /// <exception cref="StoreException">The store could not be read. Nothing counts as absent then.</exception>
    public async ValueTask LoadManyAsync(ReadOnlyMemory<SignalAddress> addresses, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var address in addresses.Span)
        {
            ArgumentNullException.ThrowIfNull(address, nameof(addresses));
        }

        _sessions.MakeRoomFor(addresses.Length);
        _identities.MakeRoomFor(addresses.Length);
        var sessions = _sessions.ClaimMissing(addresses.Span);
        var identities = _identities.ClaimMissing(addresses.Span);
        try
        {
            if (sessions.Count + identities.Count > 0)
            {
                await ReadAsync(sessions, identities, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _sessions.GiveUp(sessions, exception);
            _identities.GiveUp(identities, exception);
            throw;
        }

        await sessions.WaitForOthersAsync(cancellationToken).ConfigureAwait(false);
        await identities.WaitForOthersAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask ReadAsync(RecordStore<TSession>.Claim sessions, RecordStore<IdentityRecord>.Claim identities, CancellationToken cancellationToken)
    {
        var snapshot = await _backend.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            await _sessions.ReadAsync(sessions, snapshot, cancellationToken).ConfigureAwait(false);
            await _identities.ReadAsync(identities, snapshot, cancellationToken).ConfigureAwait(false);
        }
    }
}
