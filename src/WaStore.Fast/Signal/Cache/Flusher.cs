using System.Collections.Immutable;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Makes what is pending durable: capture, encode, one commit, settle. One at a time, and no lock is held while the store works.</summary>
sealed partial class Flusher<TSession, TSenderKey>(
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
    readonly FairGate _turn = new(1, typeof(SignalStoreCache<TSession, TSenderKey>));
    readonly StoreBatch _batch = new();
    readonly EncodeBuffer _buffer = new(KeyBufferPool.Shared);
    int _ridersTaken;

    /// <summary>Flushes for the callers of a round and tells them how it went.</summary>
    internal Task RunAsync(FlushRound round)
    {
        var aboard = boarded.Of(round);
        var committing = CommitAsync(round.Tickets, aboard);
        if (!committing.IsCompletedSuccessfully)
        {
            return EndAsync(round, aboard, committing);
        }

        End(round, aboard);
        return Task.CompletedTask;
    }

    /// <summary>Runs <paramref name="action"/> while no flush does.</summary>
    internal async Task BetweenFlushesAsync(Action action, CancellationToken cancellationToken)
    {
        await _turn.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            action();
        }
        finally
        {
            _turn.Exit();
        }
    }

    public void Dispose() => _turn.Close();

    async Task EndAsync(FlushRound round, ImmutableArray<BoardedRiders.Boarding> aboard, ValueTask committing)
    {
        try
        {
            await committing.ConfigureAwait(false);
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

        End(round, aboard);
    }

    static void End(FlushRound round, ImmutableArray<BoardedRiders.Boarding> aboard)
    {
        foreach (var boarding in aboard)
        {
            boarding.IsApart = false;
        }

        round.Succeeded();
    }
}
