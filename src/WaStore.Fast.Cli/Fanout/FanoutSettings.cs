namespace WaStore.Fast.Cli.Fanout;

/// <summary>What one run of <c>wastore fanout</c> does.</summary>
/// <param name="Database">The file; null for a temporary one.</param>
/// <param name="Participants">Members of the group other than ourselves.</param>
/// <param name="Devices">Devices of each of them.</param>
/// <param name="Messages">How many sends are measured: warm ones, or with <paramref name="Cold"/> cold ones.</param>
/// <param name="Cold">Every send starts with nothing in memory.</param>
/// <param name="Json">One JSON object instead of a table.</param>
/// <param name="Plot">Where a picture of the times goes; null for none.</param>
sealed record FanoutSettings(string? Database, int Participants, int Devices, int Messages, bool Cold, bool Json, string? Plot)
{
    internal const int DefaultParticipants = 256;
    internal const int MaximumParticipants = 5_000;
    internal const int DefaultDevices = 2;

    // A phone and its companions; the hosted one is the last number that WhatsApp gives (99), but nobody has so many.
    internal const int MaximumDevices = 10;
    internal const int DefaultMessages = 200;
    internal const int MaximumMessages = 100_000;

    /// <summary>Cold sends that are measured beside the warm ones, so that the two can be compared.</summary>
    internal const int ColdSamples = 5;

    /// <summary>Warm sends before the measured ones, so that these do not pay for the just-in-time compiler.</summary>
    internal const int WarmUp = 64;

    internal int ColdSends => Cold ? Messages : Math.Min(ColdSamples, Messages);

    internal int WarmSends => Cold ? 0 : Messages;

    /// <summary>All sends of the run, for progress and message ids.</summary>
    internal int AllSends => 1 + ColdSends + (Cold ? 0 : WarmUp + WarmSends);
}
