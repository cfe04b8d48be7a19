using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>How a part of the retention is doing, at one moment. Names no chat, no message and no key.</summary>
public sealed record RetentionHealth
{
    /// <summary>Attempts that failed since the last one that did not; 0 when all is well.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>What the newest of those failures was; null when there is none or it was no failure of the store.</summary>
    public StoreErrorKind? LastFailureKind { get; init; }

    /// <summary>The type of the newest of those failures.</summary>
    public string? LastFailureType { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Attempts that succeeded.</summary>
    public required long Successes { get; init; }

    /// <summary>Attempts that failed.</summary>
    public required long Failures { get; init; }

    /// <summary>How many changes or messages wait.</summary>
    public required int Pending { get; init; }

    internal static RetentionHealth Of(FlushHealth health, int pending)
    {
        var failure = health.Current;
        return new RetentionHealth
        {
            FailuresInARow = failure?.InARow ?? 0,
            LastFailureKind = (failure?.Exception as StoreException)?.Kind,
            LastFailureType = failure?.Exception.GetType().Name,
            LastFailureAt = failure?.At,
            Successes = health.Flushes,
            Failures = health.Failures,
            Pending = pending,
        };
    }
}
