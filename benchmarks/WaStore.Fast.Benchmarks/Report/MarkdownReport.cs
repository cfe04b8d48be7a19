using System.Globalization;
using WaStore.Fast.Benchmarks.Memory;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The report that is checked in: the bars, why some are not where they shall be, how we stand beside others, then every suite with what each of its methods took.</summary>
static class MarkdownReport
{
    /// <summary>Who writes it.</summary>
    internal const string Command = "report";

    internal static void Write(TextWriter output, Measurements run)
    {
        output.WriteLine("# Where we stand");
        output.WriteLine();
        output.WriteLine($"Measured at {run.Commit} on {run.Date}: {run.Machine}. Written by `dotnet run -c Release --project benchmarks/WaStore.Fast.Benchmarks -- {Command}`.");
        output.WriteLine("Absolute times drift from machine to machine and run to run: compare only what one run measured. Counts are exact and stand in [budgets.json](../budgets.json).");
        output.WriteLine("A ratio is of rounds that were measured in turns (`-- ratios` measures nothing else), and in brackets is where it lies in 95 of 100 resamplings. The medians further down were measured one after the other, in minutes of which one may have been half as fast as the next.");
        output.WriteLine();
        output.WriteLine("![How much of each bar's minimum is used](bars.svg)");
        output.WriteLine();
        BarTable.Write(output, run);
        output.WriteLine();
        output.WriteLine("The floor itself is a control in the same run: what does the work with nothing of ours. Where it misses a bar too, the bar is more than this machine or this SQLite is known to give; it stays missed.");
        output.WriteLine();
        output.WriteLine("## Why");
        output.WriteLine();
        output.WriteLine("Where the aim is missed, by how much, and what the profile says:");
        output.WriteLine();
        Distances.Write(output, run);
        output.WriteLine();
        output.WriteLine("## Beside others");
        output.WriteLine();
        output.WriteLine("How many times as long as P/Invoke written by hand on the same connection settings, in turns. The peers as their best users write them. Our checkpoints come 2 ms after a write, so here they fall into the others' rounds; the floor's are inside its own commits, as the reference's.");
        output.WriteLine();
        ComparisonTable.Write(output, run);
        output.WriteLine();
        output.WriteLine("## Idle accounts");
        output.WriteLine();
        output.WriteLine("What an idle account takes, managed memory and SQLite's own together:");
        output.WriteLine();
        output.WriteLine("| accounts in the process | shape | KiB each |");
        output.WriteLine("|---:|---|---:|");
        foreach (MemoryFigure figure in run.Accounts)
        {
            output.WriteLine($"| {figure.Accounts} | {figure.Shape} | {BarTable.Number(figure.Idle / 1024.0)} |");
        }

        foreach (IGrouping<string, KeyValuePair<string, Measured>> suite in run.Benchmarks.GroupBy(static one => one.Key[..one.Key.IndexOf('.', StringComparison.Ordinal)]))
        {
            output.WriteLine();
            output.WriteLine($"## {suite.Key}");
            output.WriteLine();
            output.WriteLine("| benchmark | median | p95 | bytes allocated |");
            output.WriteLine("|---|---:|---:|---:|");
            foreach ((string name, Measured measured) in suite)
            {
                output.WriteLine($"| {name[(suite.Key.Length + 1)..]} | {Time(measured.Median)} | {Time(measured.P95)} | {measured.Bytes.ToString("N0", CultureInfo.InvariantCulture)} |");
            }
        }
    }

    static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{BarTable.Number(nanoseconds)} ns",
        < 1e6 => $"{BarTable.Number(nanoseconds / 1e3)} us",
        _ => $"{BarTable.Number(nanoseconds / 1e6)} ms",
    };
}
