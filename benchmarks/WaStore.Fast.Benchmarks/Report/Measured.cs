namespace WaStore.Fast.Benchmarks.Report;

/// <summary>What BenchmarkDotNet measured of one benchmark.</summary>
/// <param name="Median">Nanoseconds per operation.</param>
/// <param name="P95">Nanoseconds per operation; of 20 iterations one was slower.</param>
/// <param name="Bytes">Managed bytes allocated per operation.</param>
sealed record Measured(double Median, double P95, long Bytes);
