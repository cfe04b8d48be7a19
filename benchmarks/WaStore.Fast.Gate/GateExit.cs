namespace WaStore.Fast.Gate;

/// <summary>What the shell is told.</summary>
public static class GateExit
{
    /// <summary>No benchmark is known to be worse. One that is UNKNOWN does not change that, and is said loudly.</summary>
    public const int Passed = 0;

    /// <summary>A confirmed slowdown of 10 % or more, or confirmed additional allocation; with <c>--prove</c>, a miss or a false alarm.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The gate could not run: no repository, an unknown base, a change that does not build or does not run.</summary>
    public const int CouldNotRun = 3;

    /// <summary>Ended by Ctrl-C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
