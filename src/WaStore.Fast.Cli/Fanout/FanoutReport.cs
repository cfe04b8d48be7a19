using System.Text.Json.Serialization;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>What <c>wastore fanout --json</c> prints.</summary>
sealed record FanoutReport(
    string Measured,
    FanoutDatabase Database,
    FanoutGroup Group,
    SendStatistics First,
    SendStatistics Cold,
    SendStatistics? Warm)
{
    /// <summary>What the figures are, and what they are not.</summary>
    internal const string WhatIsMeasured = "storage work of sends through the Signal cache; no network, no cryptography but the chains' steps";

    internal static FanoutReport Of(FanoutSettings settings, FanoutAccount account, FanoutFigures figures) => new(
        WhatIsMeasured,
        new FanoutDatabase(account.Path, account.IsTemporary, account.Library.Version, account.Library.HasWalResetBug),
        new FanoutGroup(settings.Participants, settings.Devices, Fanout.Group.OwnOtherDevices, figures.Devices),
        figures.First,
        figures.Cold,
        figures.Warm);

    /// <summary>A picture of the times.</summary>
    internal string Draw(FanoutFigures figures)
    {
        LatencySeries cold = new("cold", "#0969da", figures.ColdTimes);
        LatencySeries[] series = figures.WarmTimes.Count > 0 ? [cold, new("warm", "#cf222e", figures.WarmTimes)] : [cold];
        return LatencyPlot.Draw(
            $"Group send to {Group.Participants} participants x {Group.DevicesEach} devices + {Group.OwnOtherDevices} of our own = {Group.Devices} devices",
            $"storage work only, SQLite {Database.SqliteVersion}, {(Database.Temporary ? "a temporary file" : Path.GetFileName(Database.Path))}",
            series);
    }
}

/// <param name="Path">The file.</param>
/// <param name="Temporary">Whether it was deleted at the end.</param>
/// <param name="SqliteVersion">The SQLite library's version.</param>
/// <param name="WalResetBug">Whether that version has the WAL-reset bug.</param>
sealed record FanoutDatabase(string Path, bool Temporary, string SqliteVersion, bool WalResetBug);

/// <param name="Participants">Members other than ourselves.</param>
/// <param name="DevicesEach">Devices of each of them.</param>
/// <param name="OwnOtherDevices">Our other devices.</param>
/// <param name="Devices">To how many devices each message goes.</param>
sealed record FanoutGroup(int Participants, int DevicesEach, int OwnOtherDevices, int Devices);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FanoutReport))]
sealed partial class FanoutJson : JsonSerializerContext;
