using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Caching;

/// <summary>Counts what goes wrong with a store and warns of it, at most once a second: a store that is down fails at every message.</summary>
sealed partial class StoreFailures(string cacheNamespace, ILogger logger, TimeProvider time)
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    long _count;
    long _unreported;
    long? _reportedAt;

    internal long Count => Volatile.Read(ref _count);

    /// <param name="operation">What was tried.</param>
    /// <param name="error">What the store threw.</param>
    internal void Failed(string operation, Exception error)
    {
        if (Report() is { } failures)
        {
            LogFailed(logger, error, cacheNamespace, operation, failures);
        }
    }

    /// <param name="operation">What was tried.</param>
    /// <param name="reason">Why the value is no use. Never the exception: a message of JSON's names what it read.</param>
    internal void Unusable(string operation, string reason)
    {
        if (Report() is { } failures)
        {
            LogUnusable(logger, cacheNamespace, operation, reason, failures);
        }
    }

    /// <summary>How many failures the warning that is due now stands for; null when none is due.</summary>
    long? Report()
    {
        lock (_gate)
        {
            _count++;
            _unreported++;
            var now = time.GetTimestamp();
            if (_reportedAt is { } last && time.GetElapsedTime(last, now) < s_interval)
            {
                return null;
            }

            _reportedAt = now;
            var failures = _unreported;
            _unreported = 0;
            return failures;
        }
    }

    [LoggerMessage(EventId = 1, EventName = "CacheStoreFailed", Level = LogLevel.Warning, Message = "The store of the cache {Namespace} failed to {Operation} ({Failures} failures since the last warning)")]
    static partial void LogFailed(ILogger logger, Exception error, string @namespace, string operation, long failures);

    [LoggerMessage(EventId = 2, EventName = "CacheValueUnusable", Level = LogLevel.Warning, Message = "A value of the cache {Namespace} was no use to {Operation}: {Reason} ({Failures} failures since the last warning)")]
    static partial void LogUnusable(ILogger logger, string @namespace, string operation, string reason, long failures);
}
