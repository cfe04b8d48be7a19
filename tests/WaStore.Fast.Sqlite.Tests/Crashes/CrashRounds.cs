using System.Globalization;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>How often a process is killed: ten times, or as often as <c>WASTORE_CRASH_ROUNDS</c> says.</summary>
static class CrashRounds
{
    internal static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WASTORE_CRASH_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 ? rounds : 10;
}
