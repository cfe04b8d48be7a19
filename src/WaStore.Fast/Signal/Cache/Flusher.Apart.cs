using System.Collections.Immutable;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <content>When the store refused a flush that several share, perhaps for the riders of one.</content>
sealed partial class Flusher<TSession, TSenderKey>
{
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
}
