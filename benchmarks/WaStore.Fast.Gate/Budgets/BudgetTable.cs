using System.Globalization;

namespace WaStore.Fast.Gate.Budgets;

/// <summary>The lines as people read them.</summary>
static class BudgetTable
{
    internal static void WriteText(TextWriter output, IReadOnlyList<BudgetLine> lines, bool isWhole)
    {
        int name = lines.Select(static line => line.Name.Length).DefaultIfEmpty().Max();
        int measure = lines.Select(static line => line.Measure.Length).DefaultIfEmpty().Max();
        foreach (BudgetLine line in lines.Where(line => isWhole || line.Verdict is not BudgetVerdict.Kept))
        {
            output.WriteLine($"{line.Verdict,-10}  {line.Name.PadRight(name)}  {line.Measure.PadRight(measure)}  budget {Text(line.Budget),9}  count {Text(line.Count),9}{Because(line)}");
        }

        output.WriteLine(Summary(lines));
    }

    internal static void WriteMarkdown(TextWriter output, IReadOnlyList<BudgetLine> lines)
    {
        output.WriteLine("| budget of | measure | budget | count | verdict |");
        output.WriteLine("|---|---|---:|---:|---|");
        foreach (BudgetLine line in lines.Where(static line => line.Verdict is not BudgetVerdict.Kept))
        {
            output.WriteLine($"| {line.Name} | {line.Measure} | {Text(line.Budget)} | {Text(line.Count)} | {line.Verdict}{Because(line)} |");
        }

        output.WriteLine();
        output.WriteLine(Summary(lines));
    }

    static string Summary(IReadOnlyList<BudgetLine> lines) =>
        string.Create(CultureInfo.InvariantCulture, $"{lines.Count} budgets: ") + string.Join(
            ", ", lines.GroupBy(static line => line.Verdict).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));

    static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    static string Because(BudgetLine line) => line.Reason is null ? "" : $" ({line.Reason})";
}
