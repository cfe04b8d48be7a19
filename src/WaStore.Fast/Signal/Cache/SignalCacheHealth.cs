using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>How a Signal cache is doing, at one moment. Names no address and no key.</summary>
public sealed record SignalCacheHealth
{
    /// <summary>Flushes that failed since the last one that did not; 0 when all is well.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>What the newest of those failures was, null when there is none or it was no failure of the store.</summary>
    public StoreErrorKind? LastFailureKind { get; init; }

    /// <summary>The type of the newest of those failures.</summary>
    public string? LastFailureType { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Flushes that succeeded.</summary>
    public required long Flushes { get; init; }

    /// <summary>Flushes that failed.</summary>
    public required long FailedFlushes { get; init; }

    /// <summary>Rows that were written or deleted by flushes.</summary>
    public required long FlushedRows { get; init; }

    /// <summary>Bytes that are not in the store yet.</summary>
    public long PendingBytes => Sessions.PendingBytes + Identities.PendingBytes + SenderKeys.PendingBytes;

    /// <summary>Records whose lease is not durable.</summary>
    public required int RaisedGates { get; init; }

    /// <summary>Consumed pre-keys that wait for their session.</summary>
    public required int ConsumedPreKeys { get; init; }

    /// <summary>Stored sessions that did not decode and so counted as absent.</summary>
    public required long UnreadableSessions { get; init; }

    /// <summary>Of those, the ones of which the store could make no copy before a later flush.</summary>
    public required long SessionsNotSetAside { get; init; }

    /// <summary>Stored identity keys that a load of many found to be none, and left for their own reads to refuse.</summary>
    public required long UnreadableIdentities { get; init; }

    /// <summary>Records that were evicted.</summary>
    public required long Evictions { get; init; }

    /// <summary>Reads of the store, single or of many.</summary>
    public required long StoreReads { get; init; }

    /// <summary>Flushes that found that somebody else had written to the store, or may have: what was cached and could be dropped was.</summary>
    public required long ForeignCommits { get; init; }

    /// <summary>What the sessions take.</summary>
    public required CachedKind Sessions { get; init; }

    /// <summary>What the identity keys take.</summary>
    public required CachedKind Identities { get; init; }

    /// <summary>What the sender keys take.</summary>
    public required CachedKind SenderKeys { get; init; }
}

/// <summary>What one kind of record takes in memory.</summary>
/// <param name="Clean">Records that the store has too.</param>
/// <param name="Absent">Keys that are known to have none.</param>
/// <param name="Pending">Records and deletes that the store does not have yet.</param>
/// <param name="Bytes">All of them, estimated.</param>
/// <param name="PendingBytes">Those that the store does not have yet.</param>
public readonly record struct CachedKind(int Clean, int Absent, int Pending, long Bytes, long PendingBytes);
