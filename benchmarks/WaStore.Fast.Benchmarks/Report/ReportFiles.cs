namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The folder of a report: every figure, a picture of the bars, and the text.</summary>
static class ReportFiles
{
    internal static void Write(Measurements run, string folder)
    {
        _ = Directory.CreateDirectory(folder);
        MeasurementsFile.Write(Path.Combine(folder, "measurements.json"), run);
        File.WriteAllText(Path.Combine(folder, "bars.svg"), BarChart.Draw(run));
        using var markdown = new StreamWriter(Path.Combine(folder, "report.md")) { NewLine = "\n" };
        MarkdownReport.Write(markdown, run);
    }
}
