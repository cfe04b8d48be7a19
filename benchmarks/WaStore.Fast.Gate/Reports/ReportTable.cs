using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Measuring;

namespace WaStore.Fast.Gate.Reports;

/// <summary>The report on a terminal.</summary>
static class ReportTable
{
    internal static void Write(TextWriter output, GateReport report)
    {
        List<Cells> lines = [Cells.Titles, .. report.Benchmarks.Select(Cells.Of)];
        if (report.Floor is { } floor)
        {
            lines.Add(Cells.Of(FloorBenchmark.FloorName, "", floor));
        }

        Write(output, [.. lines.Select(line => line.All)]);
        output.WriteLine();
        if (report.Budgets.Count > 0)
        {
            BudgetTable.WriteText(output, report.Budgets, isWhole: false);
            output.WriteLine();
        }

        foreach (string reason in Conclusion.Reasons(report))
        {
            output.WriteLine($"UNKNOWN {reason}");
        }

        foreach (string line in Conclusion.Circumstances(report))
        {
            output.WriteLine(line);
        }

        output.WriteLine(Conclusion.Headline(report));
    }

    /// <summary>Columns as wide as their widest cell.</summary>
    internal static void Write(TextWriter output, IReadOnlyList<IReadOnlyList<string>> lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Count).Select(column => lines.Max(line => line[column].Length))];
        foreach (IReadOnlyList<string> line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
