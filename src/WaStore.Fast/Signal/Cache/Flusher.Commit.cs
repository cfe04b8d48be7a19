using System.Collections.Immutable;
using WaStore.Fast.Coordination;

namespace WaStore.Fast.Signal;

/// <content>One commit, while nobody else has the turn.</content>
sealed partial class Flusher<TSession, TSenderKey>
{
    // Mostly nobody else has the turn and the store is done when it returns. Two state machines for that were a tenth of a flush of one row after a pause.
    ValueTask CommitAsync(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard) =>
        _turn.TryEnter() ? CommitInTurn(tickets, aboard) : CommitLaterAsync(tickets, aboard);

    async ValueTask CommitLaterAsync(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        await _turn.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        await CommitInTurn(tickets, aboard).ConfigureAwait(false);
    }

    // Gives the turn back when it is done.
    ValueTask CommitInTurn(List<RiderTicket> tickets, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        try
        {
            Prepare(tickets, aboard);
            if (unreadable.IsAny)
            {
                return EndAsync(SetAsideAndStoreAsync(), aboard);
            }

            var storing = StoreAsync();
            if (!storing.IsCompletedSuccessfully)
            {
                return EndAsync(storing, aboard);
            }

            Committed(aboard);
        }
        catch (Exception exception)
        {
            return EndAsync(ValueTask.FromException(exception), aboard);
        }

        Leave();
        return default;
    }

    async ValueTask EndAsync(ValueTask storing, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        try
        {
            await storing.ConfigureAwait(false);
            Committed(aboard);
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
            Leave();
        }
    }

    // Copies of what this very batch may replace.
    async ValueTask SetAsideAndStoreAsync()
    {
        var setAside = await unreadable.SetAsideAsync(backend, CancellationToken.None).ConfigureAwait(false);
        await StoreAsync().ConfigureAwait(false);
        unreadable.Settle(setAside);
    }

    ValueTask StoreAsync()
    {
        if (_batch.IsEmpty)
        {
            return default;
        }

        owner.EnsureHeld(_batch.Synced);
        return backend.CommitAsync(_batch, CancellationToken.None);
    }

    void Committed(ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        if (!_batch.IsEmpty)
        {
            Settle();
            brake.Release();
            if (owner.SawForeignCommits())
            {
                Forget();
            }
        }

        SettleRiders(aboard, isDurable: true);
        health.Succeeded();
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

    void Leave()
    {
        _batch.Clear();
        _buffer.Release();
        sessions.Release();
        identities.Release();
        senderKeys.Release();
        preKeys.Release();
        _turn.Exit();
    }
}
