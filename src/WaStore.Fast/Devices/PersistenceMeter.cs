using System.Diagnostics.Metrics;

namespace WaStore.Fast.Devices;

/// <summary>The health of one manager as instruments, for whoever listens; nothing is computed while nobody does.</summary>
sealed class PersistenceMeter : IDisposable
{
    readonly Meter _meter = new(PersistenceOptions.MeterName);

    internal PersistenceMeter(Func<PersistenceHealth> health)
    {
        _ = _meter.CreateObservableCounter("wastore.device.saves", () => health().Saves, description: "Saves that succeeded");
        _ = _meter.CreateObservableCounter("wastore.device.save_failures", () => health().FailedSaves, description: "Saves that failed");
        _ = _meter.CreateObservableGauge("wastore.device.failures_in_a_row", () => health().FailuresInARow, description: "Failures since the last save");
        _ = _meter.CreateObservableGauge("wastore.device.dirty", () => health().IsDirty ? 1 : 0, description: "Devices with changes that are not in the store");
    }

    public void Dispose() => _meter.Dispose();
}
