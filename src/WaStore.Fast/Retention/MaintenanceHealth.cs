using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>How the sweeps go, at one moment.</summary>
/// <param name="Sweeps">Successes and failures.</param>
/// <param name="LastReport">What the last sweep that succeeded removed; null before the first.</param>
/// <param name="LastSweepAt">When that was.</param>
/// <param name="RemovedRows">All rows that were removed.</param>
public sealed record MaintenanceHealth(RetentionHealth Sweeps, MaintenanceReport? LastReport, DateTimeOffset? LastSweepAt, long RemovedRows);
