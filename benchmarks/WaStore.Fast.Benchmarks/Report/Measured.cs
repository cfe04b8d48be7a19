namespace WaStore.Fast.Benchmarks.Report;

/// <summary>What BenchmarkDotNet measured of one benchmark.</summary>
/// <param name="Median">Nanoseconds per operation.</param>
/// <param name="P95">Nanoseconds per operation; of 20 iterations one was slower.</param>
/// <param name="P99">Nanoseconds per operation; of 100 iterations one was slower, so fewer than 100 say little.</param>
/// <param name="Bytes">Managed bytes allocated per operation.</param>
sealed record Measured(double Median, double P95, double P99, long Bytes);
