using WaStore.Fast.Benchmarks.Memory;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>Runs that nobody measured.</summary>
static class SyntheticRun
{
    internal const string Ours = "SessionInReadBenchmarks.InPlace[Ids=1000, KeyOrder=True]";
    internal const string C = "SessionInReadBenchmarks.C[Ids=1000, KeyOrder=True]";
    internal const string Ef = "SessionInReadBenchmarks.EfCore[Ids=1000, KeyOrder=True]";

    internal static Measurements Of(params (string Name, double Nanoseconds)[] medians) => new(
        "a <machine>",
        "0123456789ab",
        "2026-01-02",
        new SortedDictionary<string, Measured>(medians.ToDictionary(one => one.Name, one => new Measured(one.Nanoseconds, one.Nanoseconds, 0)), StringComparer.Ordinal),
        new SortedDictionary<string, Paired>(
            (from pair in Bars.TurnsOf(Bars.All).Concat(Comparisons.TurnsOf(Comparisons.All)).SelectMany(turns => turns).Distinct()
             join one in medians on pair.Name equals one.Name
             join other in medians on pair.Than equals other.Name
             select (pair.Key, Ratio: one.Nanoseconds / other.Nanoseconds)).ToDictionary(pair => pair.Key, pair => new Paired(pair.Ratio, pair.Ratio, pair.Ratio, pair.Ratio)),
            StringComparer.Ordinal),
        [new MemoryFigure(AccountShape.FileEach, 500, 0, 100 * 1024, 0, 0)],
        new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal)
        {
            ["Signal cache: put"] = new(StringComparer.Ordinal) { ["managedBytes"] = 16 },
        });

    /// <summary>Hits of one thread and of two, and the same of the control.</summary>
    internal static Measurements Threads(double one, double two, double controlOfOne, double controlOfTwo) => Of(
        ("SignalCacheReaderBenchmarks.ByKey[Threads=1]", one),
        ("SignalCacheReaderBenchmarks.ByKey[Threads=2]", two),
        ("SignalCacheReaderBenchmarks.ConcurrentDictionary[Threads=1]", controlOfOne),
        ("SignalCacheReaderBenchmarks.ConcurrentDictionary[Threads=2]", controlOfTwo));

    internal static Bar Bar(string name) => Bars.All.Single(bar => bar.Name == name);

    internal static string Text(Action<TextWriter, Measurements> write, Measurements run)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output, run);
        return output.ToString();
    }
}
