using System.Collections.Immutable;
using WaStore.Fast.Coordination;
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
    BoardedRiders boarded,
    FlushHealth health) : IDisposable
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly StoreBatch _batch = new();
    readonly EncodeBuffer _buffer = new(KeyBufferPool.Shared);
    int _ridersTaken;

    /// <summary>Flushes for the callers of a round and tells them how it went.</summary>
    internal async Task RunAsync(FlushRound round)
    {
        var aboard = boarded.Of(round);
        try
        {
            await CommitAsync(round.Tickets, aboard).ConfigureAwait(false);
        }
        catch (Exception exception) when (AreSeveral(round) && MayBeARidersFault(exception))
        {
            await RunApartAsync(round, aboard).ConfigureAwait(false);
            return;
        }
        catch (Exception exception)
        {
            round.Failed(exception);
            return;
        }

        foreach (var boarding in aboard)
        {
            boarding.IsApart = false;
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

    // One's bad riders must not fail the sends of the others.
    async Task RunApartAsync(FlushRound round, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        Exception? failure = null;
        foreach (var together in Fewer(round, aboard))
        {
            failure = await TryCommitAsync([], together).ConfigureAwait(false);
            if (failure is null)
            {
                await EndApartAsync(round, aboard, together).ConfigureAwait(false);
                return;
            }
        }

        // It was not the riders.
        round.Failed(failure!);
    }

    async Task EndApartAsync(FlushRound round, ImmutableArray<BoardedRiders.Boarding> aboard, ImmutableArray<BoardedRiders.Boarding> done)
    {
        round.PlainSucceeded();
        foreach (var ticket in round.Tickets)
        {
            if (await TryCommitAsync([ticket], []).ConfigureAwait(false) is { } own)
            {
                ticket.Failed(own);
            }
            else
            {
                ticket.Succeeded();
            }
        }

        foreach (var boarding in aboard)
        {
            var own = done.Contains(boarding) ? null : await TryCommitAsync([], [boarding]).ConfigureAwait(false);
            boarding.IsApart = own is not null && MayBeARidersFault(own);
            round.Ended(boarding.Riders, own);
        }

        round.EndRest();
    }

    // From the most that may go together to the least: a message must not come behind its ratchet because somebody else's rider is bad.
    static IEnumerable<ImmutableArray<BoardedRiders.Boarding>> Fewer(FlushRound round, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        if (round.Tickets.Count > 0 && aboard.Length > 0)
        {
            yield return aboard;
        }

        for (var i = 0; i < aboard.Length && aboard.Length > 1; i++)
        {
            yield return aboard.RemoveAt(i);
        }

        yield return [];
    }

    // Alone, whoever brought the bad rider is told of it, and there is nobody to save.
    bool AreSeveral(FlushRound round)
    {
        var bringing = round.Tickets.Count + _ridersTaken;
        return bringing > 1 || (bringing == 1 && round.HasPlainCallers);
    }

    static bool MayBeARidersFault(Exception exception) =>
        exception is not StoreException { Kind: StoreErrorKind.Connection or StoreErrorKind.RetriesExhausted or StoreErrorKind.Io }
        && exception is not StoreException { IsBusyOrLocked: true }
        && !IsDisk((exception as StoreException)?.SqliteErrorCode ?? 0);

    // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN.
    static bool IsDisk(int sqliteErrorCode) => (sqliteErrorCode & 0xFF) is 10 or 13 or 14;

    async Task<Exception?> TryCommitAsync(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        try
        {
            await CommitAsync(tickets, aboard).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    async Task CommitAsync(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        if (!_turn.Wait(0))
        {
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        try
        {
            Prepare(tickets, aboard);
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

            SettleRiders(aboard, isDurable: true);
            unreadable.Settle(setAside);
            health.Succeeded();
        }
        catch (Exception exception)
        {
            SettleRiders(aboard, isDurable: false);
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
    // And records before riders: what was queued before a record was committed goes with that record or before it.
    void Prepare(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        var leased = sessions.Capture();
        _ = identities.Capture();
        leased |= senderKeys.Capture();
        sessions.AddTo(_batch, _buffer);
        identities.AddTo(_batch, _buffer);
        senderKeys.AddTo(_batch, _buffer);
        preKeys.AddTo(_batch);
        _ridersTaken = 0;
        foreach (var boarding in aboard)
        {
            if (boarding.Riders.IsAnyPending)
            {
                _ridersTaken++;
                boarding.AddTo(_batch);
            }
        }

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

    static void SettleRiders(ImmutableArray<BoardedRiders.Boarding> aboard, bool isDurable)
    {
        foreach (var boarding in aboard)
        {
            boarding.Settle(isDurable);
        }
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
