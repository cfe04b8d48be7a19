namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The floor itself: who does such work with nothing of ours, measured in the same run. A bar that it misses too is more than this machine, or this SQLite, is known to give.</summary>
/// <param name="What">Who that is, as the subject of a sentence.</param>
/// <param name="Measure">Where it is, in the unit of its bar.</param>
sealed record Bound(string What, Measure Measure);
