namespace WaStore.Fast.Cli;

/// <summary>What the shell is told.</summary>
static class ExitStatus
{
    internal const int Success = 0;

    /// <summary>The command was understood and could not be done.</summary>
    internal const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    internal const int Usage = 2;

    /// <summary>Ended by a signal: 128 and its number, here SIGINT's.</summary>
    internal const int Interrupted = SignalBase + 2;

    internal const int SignalBase = 128;
}
