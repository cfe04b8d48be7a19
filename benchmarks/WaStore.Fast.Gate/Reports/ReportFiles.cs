using System.Text.Json;

namespace WaStore.Fast.Gate.Reports;

/// <summary>The files that a report goes to; null where none was asked for.</summary>
sealed record ReportFiles(FileInfo? Json, FileInfo? Markdown)
{
    internal void Write(GateReport report)
    {
        if (Json is not null)
        {
            File.WriteAllText(Json.FullName, JsonSerializer.Serialize(report, ReportJson.Default.GateReport) + "\n");
        }

        if (Markdown is not null)
        {
            File.WriteAllText(Markdown.FullName, MarkdownReport.Of(report));
        }
    }
}
