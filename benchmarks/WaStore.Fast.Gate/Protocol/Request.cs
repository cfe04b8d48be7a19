namespace WaStore.Fast.Gate.Protocol;

/// <summary>What the gate asks a measured process for; one JSON object a line.</summary>
enum RequestKind
{
    /// <summary>Set a benchmark up and warm it until nothing is compiled any more.</summary>
    Prepare,

    /// <summary>Measure one round.</summary>
    Run,

    /// <summary>Tear a benchmark down.</summary>
    Release,

    /// <summary>End.</summary>
    Stop,
}

/// <summary>One line from the gate to a measured process.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Benchmark">With which benchmark.</param>
/// <param name="Operations">How many operations, of <see cref="RequestKind.Run"/>.</param>
sealed record Request(RequestKind Kind, string? Benchmark = null, int Operations = 0);
