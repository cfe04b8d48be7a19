namespace WaStore.Fast.Benchmarks.Report;

/// <summary>What nobody gets past who does such work on such a machine: a control that was measured in the same run.</summary>
/// <param name="What">Who that is, as the subject of a sentence.</param>
/// <param name="Value">Where it is, in the unit of its bar; null when something was not measured.</param>
sealed record Bound(string What, Func<Measurements, double?> Value);
