using System.Text;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Measuring;

namespace WaStore.Fast.Gate.Reports;

/// <summary>The report as a comment on a pull request.</summary>
static class MarkdownReport
{
    internal static string Of(GateReport report)
    {
        var text = new StringBuilder();
        _ = text.Append("### Speed gate: ").Append(Conclusion.Headline(report)).Append("\n\n");
        Line(text, Cells.Titles.All);
        Line(text, [.. Cells.Titles.All.Select(_ => "---")]);
        foreach (Cells cells in report.Benchmarks.Select(Cells.Of))
        {
            Line(text, (cells with { Name = $"`{cells.Name}`", Verdict = Loud(cells.Verdict) }).All);
        }

        if (report.Floor is { } floor)
        {
            Line(text, Cells.Of(FloorBenchmark.FloorName, "", floor).All);
        }

        _ = text.Append('\n');
        foreach (string reason in Conclusion.Reasons(report))
        {
            // A build's own words may come from a pull request's author: nothing in them is markup.
            _ = text.Append("- **UNKNOWN** ").Append(Plain(reason)).Append('\n');
        }

        if (report.Budgets.Count > 0)
        {
            using var budgets = new StringWriter(text) { NewLine = "\n" };
            budgets.WriteLine();
            BudgetTable.WriteMarkdown(budgets, report.Budgets);
        }

        _ = text.Append("\n<sub>").AppendJoin("<br>", Conclusion.Circumstances(report).Select(Plain)).Append("</sub>\n");
        return text.ToString();
    }

    static string Loud(string verdict) => verdict == "SAME" ? verdict : $"**{verdict}**";

    static void Line(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    static string Plain(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => "\\`*_{}[]<>#|@!".Contains(letter, StringComparison.Ordinal) ? $"&#{(int)letter};" : letter.ToString()));
}
