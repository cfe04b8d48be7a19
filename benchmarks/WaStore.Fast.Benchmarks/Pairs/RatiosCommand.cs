using System.CommandLine;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary><c>ratios</c>: measures what is a ratio, bars and comparisons, and nothing else.</summary>
static class RatiosCommand
{
    internal const string Name = "ratios";

    static readonly Option<string[]> s_filter = new("--filter") { Description = "Only those whose name has one of these texts in it.", AllowMultipleArgumentsPerToken = true };

    internal static Task<int> RunAsync(string[] arguments)
    {
        var command = new Command(Name, "Measures floors and peers in turns with us, round by round, and prints the bars that are ratios, and how we stand beside others. Each takes some seconds, a paced one half a minute.") { s_filter };
        command.SetAction(static parsed => Run(parsed.GetValue(s_filter)!));
        return new RootCommand("Reports where we stand.") { command }.Parse(arguments).InvokeAsync();
    }

    static int Run(string[] filters)
    {
        Bar[] bars = [.. Bars.All.Where(bar => bar.Measure.Pairs.Length > 0 && IsWanted(bar.Name, filters))];
        Comparison[] comparisons = [.. Comparisons.All.Where(comparison => IsWanted(comparison.Work, filters))];
        if (bars.Length + comparisons.Length == 0)
        {
            Console.Error.WriteLine($"{Name}: nothing that is a ratio has one of these texts in its name.");
            return 1;
        }

        Measurements run = Measurements.Of(new PairedRun(Console.Error.WriteLine).Measure(Bars.TurnsOf(bars).Concat(Comparisons.TurnsOf(comparisons))));
        if (bars.Length > 0)
        {
            BarTable.Write(Console.Out, run, bars);
            Console.WriteLine();
        }

        if (comparisons.Length > 0)
        {
            ComparisonTable.Write(Console.Out, run, comparisons);
        }

        return 0;
    }

    static bool IsWanted(string name, string[] filters) => filters.Length == 0 || Array.Exists(filters, filter => name.Contains(filter, StringComparison.OrdinalIgnoreCase));
}
