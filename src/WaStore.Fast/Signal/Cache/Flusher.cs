using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Makes what is pending durable: capture, encode, one commit, settle. One at a time, and no lock is held while the store works.</summary>
sealed class Flusher<TSession, TSenderKey>(
    IBackend backend,
    RecordStore<TSession> sessions,
    RecordStore<IdentityRecord> identities,
    RecordStore<TSenderKey> senderKeys,
    PreKeyDeletes<TSession> preKeys,
    UnreadableSessions unreadable,
    CacheOwner owner,
    FlushHealth health) : IDisposable
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly StoreBatch _batch = new();
    readonly EncodeBuffer _buffer = new(KeyBufferPool.Shared);

    /// <summary>Flushes for the callers of a round and tells them how it went.</summary>
    internal async Task RunAsync(FlushRound round)
    {
        try
        {
            await CommitAsync(round.Tickets, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (round.Tickets.Count > 0 && (round.HasPlainCallers || round.Tickets.Count > 1) && MayBeARidersFault(exception))
        {
            await RunApartAsync(round).ConfigureAwait(false);
            return;
        }
        catch (Exception exception)
        {
            round.Failed(exception);
            return;
        }

        round.Succeeded();
    }

    /// <summary>Runs <paramref name="action"/> while no flush does.</summary>
    internal async Task BetweenFlushesAsync(Action action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            action();
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // One caller's bad rider must not fail the sends of the others.
    async Task RunApartAsync(FlushRound round)
    {
        if (await TryCommitAsync([]).ConfigureAwait(false) is { } failure)
        {
            round.PlainFailed(failure);
        }
        else
        {
            round.PlainSucceeded();
        }

        foreach (var ticket in round.Tickets)
        {
            if (await TryCommitAsync([ticket]).ConfigureAwait(false) is { } own)
            {
                ticket.Failed(own);
            }
            else
            {
                ticket.Succeeded();
            }
        }
    }

    static bool MayBeARidersFault(Exception exception) =>
        exception is not StoreException { Kind: StoreErrorKind.Connection or StoreErrorKind.RetriesExhausted or StoreErrorKind.Io }
        && exception is not StoreException { IsBusyOrLocked: true };

    async Task<Exception?> TryCommitAsync(List<FlushRound.RiderTicket> tickets)
    {
        try
        {
            await CommitAsync(tickets, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    async Task CommitAsync(List<FlushRound.RiderTicket> tickets, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Prepare(tickets);
            // Copies of what this very batch may replace.
            var setAside = await unreadable.SetAsideAsync(backend, cancellationToken).ConfigureAwait(false);
            if (!_batch.IsEmpty)
            {
                owner.EnsureHeld();
                await backend.CommitAsync(_batch, cancellationToken).ConfigureAwait(false);
                Settle();
                if (owner.SawForeignCommits())
                {
                    Forget();
                }
            }

            unreadable.Settle(setAside);
            health.Succeeded();
        }
        catch (Exception exception)
        {
            health.Failed(exception);
            preKeys.Failed();
            throw;
        }
        finally
        {
            Release();
            _ = _turn.Release();
        }
    }

    // Sessions before identities: who puts an identity and then commits the session that proves it has both in the flush that has the session.
    void Prepare(List<FlushRound.RiderTicket> tickets)
    {
        var leased = sessions.Capture();
        _ = identities.Capture();
        leased |= senderKeys.Capture();
        sessions.AddTo(_batch, _buffer);
        identities.AddTo(_batch, _buffer);
        senderKeys.AddTo(_batch, _buffer);
        preKeys.AddTo(_batch);
        foreach (var ticket in tickets)
        {
            leased |= ticket.Riders.Synced;
            foreach (var change in ticket.Riders.Changes)
            {
                _batch.Add(change);
            }
        }

        _batch.Synced = leased;
        health.Began(sessions.CapturedCount + identities.CapturedCount + senderKeys.CapturedCount);
    }

    void Settle()
    {
        sessions.SettleCaptured();
        identities.SettleCaptured();
        senderKeys.SettleCaptured();
        preKeys.Settle();
    }

    void Forget()
    {
        sessions.Forget();
        identities.Forget();
        senderKeys.Forget();
    }

    void Release()
    {
        _batch.Clear();
        _buffer.Release();
        sessions.Release();
        identities.Release();
        senderKeys.Release();
        preKeys.Release();
    }
}
