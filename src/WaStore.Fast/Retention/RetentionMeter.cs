using System.Diagnostics.Metrics;

namespace WaStore.Fast.Retention;

/// <summary>The health of one part as instruments, for whoever listens; nothing is computed while nobody does.</summary>
public sealed class RetentionMeter : IDisposable
{
    /// <summary>The name of the meter. Each instrument has the tag <c>part</c>: <c>secrets</c>, <c>sent</c>, <c>inbound</c> or <c>maintenance</c>.</summary>
    public const string Name = "WaStore.Fast.Retention";

    readonly Meter _meter = new(Name);
    readonly KeyValuePair<string, object?> _part;

    internal RetentionMeter(string part, Func<RetentionHealth> health)
    {
        _part = new KeyValuePair<string, object?>("part", part);
        _ = _meter.CreateObservableCounter("wastore.retention.successes", () => Of(health().Successes), description: "Attempts that succeeded");
        _ = _meter.CreateObservableCounter("wastore.retention.failures", () => Of(health().Failures), description: "Attempts that failed");
        _ = _meter.CreateObservableGauge("wastore.retention.failures_in_a_row", () => Of(health().FailuresInARow), description: "Attempts that failed since the last success");
        _ = _meter.CreateObservableGauge("wastore.retention.pending", () => Of(health().Pending), description: "Changes or messages that wait");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>One more figure of the same part.</summary>
    internal void Count(string name, Func<long> value, string description) => _ = _meter.CreateObservableCounter(name, () => Of(value()), description: description);

    Measurement<T> Of<T>(T value)
        where T : struct => new(value, _part);
}
