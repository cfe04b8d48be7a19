namespace WaStore.Fast.Signal;

/// <summary>What the stores of one cache share: where they read from, and since when what they hold is theirs.</summary>
sealed class CacheLife(PendingGauge pending, Incarnation incarnation)
{
    // A reference, because 16 bytes are not read in one go.
    volatile IncarnationBox _incarnation = new(incarnation);
    long _generation = 1;
    volatile bool _isClosed;

    internal PendingGauge Pending { get; } = pending;

    internal CacheCounters Counters { get; } = new();

    internal SendGate Sends { get; } = new();

    /// <summary>Whose counters are exact. Changed only while no flush runs and before anything is read again.</summary>
    internal Incarnation Incarnation => _incarnation.Value;

    /// <summary>Counts the lossy clears: an owner of an older generation writes nothing, a send of an older generation does not go out.</summary>
    internal long Generation => Volatile.Read(ref _generation);

    /// <summary>Called after something became pending, outside all locks.</summary>
    internal Action Demand { get; set; } = static () => { };

    /// <summary>From now on nothing is written. Asked under each stripe's lock, so that who takes them all after this has let every writer out.</summary>
    internal void Close() => _isClosed = true;

    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_isClosed, typeof(CacheLife));

    internal void NextGeneration() => Interlocked.Increment(ref _generation);

    internal void Renew() => _incarnation = new IncarnationBox(Incarnation.Create());

    sealed class IncarnationBox(Incarnation value)
    {
        internal Incarnation Value { get; } = value;
    }
}
