namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The comparisons as a table in Markdown.</summary>
static class ComparisonTable
{
    internal static void Write(TextWriter output, Measurements run) => Write(output, run, Comparisons.All);

    internal static void Write(TextWriter output, Measurements run, IEnumerable<Comparison> comparisons)
    {
        output.WriteLine($"| work | {string.Join(" | ", Comparisons.Sides)} |");
        output.WriteLine($"|---|{string.Concat(Comparisons.Sides.Select(static _ => "---:|"))}");
        foreach (Comparison comparison in comparisons)
        {
            output.WriteLine($"| {comparison.Work} | {string.Join(" | ", comparison.Sides.Select(side => side is null ? "" : BarTable.Cell(Measure.Ratio(side).Of(run))))} |");
        }
    }
}
