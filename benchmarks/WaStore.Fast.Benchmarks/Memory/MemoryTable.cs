using System.Globalization;
using System.Text;

namespace WaStore.Fast.Benchmarks.Memory;

/// <summary>Writes figures as a Markdown table.</summary>
static class MemoryTable
{
    const double Kib = 1024;

    public static string Write(IReadOnlyList<MemoryFigure> figures)
    {
        StringBuilder table = new StringBuilder()
            .AppendLine("| accounts | files | idle, KiB each | of it managed | of it SQLite | busy, KiB each | process, KiB each |")
            .AppendLine("|---:|---|---:|---:|---:|---:|---:|");
        foreach (MemoryFigure figure in figures)
        {
            string files = figure.Shape == AccountShape.OneFile ? "one" : "one each";
            _ = table.AppendLine(CultureInfo.InvariantCulture,
                $"| {figure.Accounts} | {files} | {figure.Idle / Kib:0.0} | {figure.Managed / Kib:0.0} | {figure.Sqlite / Kib:0.0} | {figure.Busy / Kib:0.0} | {figure.Process / Kib:0.0} |");
        }

        return table.ToString();
    }
}
