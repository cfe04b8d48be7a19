namespace WaStore.Fast.Gate.Rounds;

/// <summary>What one round cost.</summary>
/// <param name="Nanoseconds">Its time.</param>
/// <param name="Bytes">The managed bytes that its process allocated.</param>
readonly record struct Cost(double Nanoseconds, long Bytes);

/// <summary>A process that measures when it is asked to. One thread at a time. Every call throws <see cref="MeasurementException"/> when the process dies, hangs or fails.</summary>
interface IMeasuredProcess : IAsyncDisposable
{
    /// <summary>Sets up and warms.</summary>
    /// <returns>How many operations make a round there.</returns>
    Task<int> PrepareAsync(string benchmark, CancellationToken cancellationToken);

    /// <summary>Measures one round.</summary>
    Task<Cost> RunAsync(string benchmark, int operations, CancellationToken cancellationToken);

    /// <summary>Tears down.</summary>
    Task ReleaseAsync(string benchmark, CancellationToken cancellationToken);
}

/// <summary>Starts the processes of a side.</summary>
interface IProcessSource
{
    /// <summary>Starts a fresh one.</summary>
    /// <param name="side">Of which side.</param>
    /// <param name="core">Where it is to run; -1 for anywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IMeasuredProcess> StartAsync(Side side, int core, CancellationToken cancellationToken);
}

/// <summary>A measured process died, hung, or its benchmark threw.</summary>
sealed class MeasurementException(Side side, string message) : Exception(message)
{
    internal Side Side { get; } = side;
}
