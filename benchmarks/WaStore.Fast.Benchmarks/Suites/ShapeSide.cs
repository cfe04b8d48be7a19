namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>How one side does the work of a shape. The work answers its rows.</summary>
/// <param name="Each">Call by call.</param>
/// <param name="Batch">In one call.</param>
/// <param name="Reset">Makes the file as it was; null where the work leaves it so.</param>
sealed record ShapeSide(Func<long> Each, Func<long> Batch, Action? Reset = null);
