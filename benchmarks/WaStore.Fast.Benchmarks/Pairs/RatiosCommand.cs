using System.CommandLine;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary><c>ratios</c>: measures the bars that are ratios, and nothing else.</summary>
static class RatiosCommand
{
    internal const string Name = "ratios";

    static readonly Option<string[]> s_filter = new("--filter") { Description = "Only bars whose name has one of these texts in it.", AllowMultipleArgumentsPerToken = true };

    internal static Task<int> RunAsync(string[] arguments)
    {
        var command = new Command(Name, "Measures floors and peers in turns with us, round by round, and prints the bars that are ratios. Each takes some seconds, a paced one half a minute.") { s_filter };
        command.SetAction(static parsed => Run(parsed.GetValue(s_filter)!));
        return new RootCommand("Reports where we stand.") { command }.Parse(arguments).InvokeAsync();
    }

    static int Run(string[] filters)
    {
        Bar[] bars = [.. Bars.All.Where(bar => bar.Measure.Pairs.Length > 0 && (filters.Length == 0 || Array.Exists(filters, filter => bar.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))))];
        if (bars.Length == 0)
        {
            Console.Error.WriteLine($"{Name}: no bar that is a ratio has one of these texts in its name.");
            return 1;
        }

        SortedDictionary<string, Paired> pairs = new PairedRun(Console.Error.WriteLine).Measure(Bars.PairsOf(bars));
        BarTable.Write(Console.Out, Measurements.Of(pairs), bars);
        return 0;
    }
}
