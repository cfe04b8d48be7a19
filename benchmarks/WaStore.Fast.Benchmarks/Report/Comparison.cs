namespace WaStore.Fast.Benchmarks.Report;

/// <summary>One kind of work as several do it, each measured in turns with P/Invoke written by hand.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Sides">In the order of <see cref="Comparisons.Sides"/>; null for who was not asked to.</param>
sealed record Comparison(string Work, params Pair?[] Sides);
