using System.CommandLine;
using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary><c>report</c>: measures where we stand, and writes it down for people.</summary>
static class ReportCommand
{
    internal const string Name = MarkdownReport.Command;

    static readonly Option<string> s_output = new("--output") { Description = "The folder of the report.", DefaultValueFactory = static _ => Path.Combine("benchmarks", "results") };
    static readonly Option<string> s_budgets = new("--budgets") { Description = "What was counted.", DefaultValueFactory = static _ => BudgetFile.DefaultPath };
    static readonly Option<string?> s_from = new("--from") { Description = "Measure nothing: take what an earlier report measured, from its measurements.json." };
    static readonly Option<bool> s_all = new("--all") { Description = "Measure every suite one after the other, and not just those whose times are bars." };
    static readonly Option<string?> s_readme = new("--readme") { Description = "Put the table into this file, between its marks." };

    internal static Task<int> RunAsync(string[] arguments)
    {
        var command = new Command(Name, "Measures floors, peers and us in one run, and writes a table, a picture and every figure.") { s_output, s_budgets, s_from, s_all, s_readme };
        command.SetAction(static (parsed, _) => ReportAsync(parsed));
        return new RootCommand("Reports where we stand.") { command }.Parse(arguments).InvokeAsync();
    }

    static async Task<int> ReportAsync(ParseResult parsed)
    {
        try
        {
            Measurements run = parsed.GetValue(s_from) is { } earlier ? MeasurementsFile.Read(earlier) : await BarSuites.RunAsync(parsed.GetValue(s_all), BudgetFile.Read(parsed.GetValue(s_budgets)!).Budgets);
            ReportFiles.Write(run, parsed.GetValue(s_output)!);
            if (parsed.GetValue(s_readme) is { } readme)
            {
                ReadmeTable.Put(readme, run);
            }

            BarTable.Write(Console.Out, run);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Name}: {exception.Message}");
            return 1;
        }
    }
}
