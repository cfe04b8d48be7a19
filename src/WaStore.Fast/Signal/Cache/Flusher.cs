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
    WriterBrake brake,
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
            await CommitAsync(round.Tickets).ConfigureAwait(false);
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
        var failure = await TryCommitAsync([]).ConfigureAwait(false);
        foreach (var ticket in round.Tickets)
        {
            var own = await TryCommitAsync([ticket]).ConfigureAwait(false);
            if (own is null)
            {
                ticket.Succeeded();
            }
            else if (failure is not null || !MayBeARidersFault(own))
            {
                round.FailedByStore(ticket, own);
                failure ??= ticket.RidesAlong ? own : null;
            }
            else
            {
                ticket.Failed(own);
            }
        }

        // Last: while something still rides, the worker has to back off.
        if (failure is null)
        {
            round.PlainSucceeded();
        }
        else
        {
            round.PlainFailed(failure);
        }
    }

    static bool MayBeARidersFault(Exception exception) =>
        exception is not StoreException { Kind: StoreErrorKind.Connection or StoreErrorKind.RetriesExhausted or StoreErrorKind.Io }
        && exception is not StoreException { IsBusyOrLocked: true }
        && !IsDisk((exception as StoreException)?.SqliteErrorCode ?? 0);

    // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN.
    static bool IsDisk(int sqliteErrorCode) => (sqliteErrorCode & 0xFF) is 10 or 13 or 14;

    async Task<Exception?> TryCommitAsync(List<RiderTicket> tickets)
    {
        try
        {
            await CommitAsync(tickets).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    async Task CommitAsync(List<RiderTicket> tickets)
    {
        if (!_turn.Wait(0))
        {
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        try
        {
            Prepare(tickets);
            // Copies of what this very batch may replace.
            var setAside = await unreadable.SetAsideAsync(backend, CancellationToken.None).ConfigureAwait(false);
            if (!_batch.IsEmpty)
            {
                owner.EnsureHeld(_batch.Synced);
                await backend.CommitAsync(_batch, CancellationToken.None).ConfigureAwait(false);
                Settle();
                brake.Release();
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
    void Prepare(List<RiderTicket> tickets)
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
            leased |= ticket.AddTo(_batch);
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
