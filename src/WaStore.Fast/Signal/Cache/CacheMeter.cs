using System.Diagnostics.Metrics;

namespace WaStore.Fast.Signal;

/// <summary>The health of one cache as instruments, for whoever listens; nothing is computed while nobody does.</summary>
sealed class CacheMeter : IDisposable
{
    readonly Meter _meter = new(SignalCacheOptions.MeterName);

    internal CacheMeter(Func<SignalCacheHealth> health)
    {
        _ = _meter.CreateObservableCounter("wastore.signal.flushes", () => health().Flushes, description: "Flushes that succeeded");
        _ = _meter.CreateObservableCounter("wastore.signal.flush_failures", () => health().FailedFlushes, description: "Flushes that failed");
        _ = _meter.CreateObservableCounter("wastore.signal.flushed_rows", () => health().FlushedRows, description: "Rows written or deleted");
        _ = _meter.CreateObservableCounter("wastore.signal.unreadable_sessions", () => health().UnreadableSessions, description: "Stored sessions that did not decode");
        _ = _meter.CreateObservableCounter("wastore.signal.sessions_not_set_aside", () => health().SessionsNotSetAside, description: "Those of them without a copy");
        _ = _meter.CreateObservableCounter("wastore.signal.unreadable_identities", () => health().UnreadableIdentities, description: "Stored identity keys that a load of many passed over");
        _ = _meter.CreateObservableCounter("wastore.signal.evictions", () => health().Evictions, description: "Records evicted");
        _ = _meter.CreateObservableCounter("wastore.signal.store_reads", () => health().StoreReads, description: "Reads of the store");
        _ = _meter.CreateObservableCounter("wastore.signal.foreign_commits", () => health().ForeignCommits, description: "Flushes that met commits of others");
        _ = _meter.CreateObservableGauge("wastore.signal.pending", () => health().PendingBytes, "By", "Bytes that are not in the store yet");
        _ = _meter.CreateObservableGauge("wastore.signal.raised_gates", () => health().RaisedGates, description: "Leases that are not durable");
        _ = _meter.CreateObservableGauge("wastore.signal.entries", () => Entries(health()), description: "Cached keys");
        _ = _meter.CreateObservableGauge("wastore.signal.memory", () => Bytes(health()), "By", "Estimated memory");
    }

    public void Dispose() => _meter.Dispose();

    static IEnumerable<Measurement<int>> Entries(SignalCacheHealth health) =>
        ByKind(health, static kind => kind.Clean + kind.Absent + kind.Pending);

    static IEnumerable<Measurement<long>> Bytes(SignalCacheHealth health) => ByKind(health, static kind => kind.Bytes);

    static IEnumerable<Measurement<T>> ByKind<T>(SignalCacheHealth health, Func<CachedKind, T> value)
        where T : struct =>
    [
        new(value(health.Sessions), new KeyValuePair<string, object?>("kind", "session")),
        new(value(health.Identities), new KeyValuePair<string, object?>("kind", "identity")),
        new(value(health.SenderKeys), new KeyValuePair<string, object?>("kind", "sender_key")),
    ];
}
