namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The table of bars in a file that people write otherwise: it stands between two marks, and is put there by the command only.</summary>
static class ReadmeTable
{
    const string Begin = "<!-- bars: written by the report command -->";
    const string End = "<!-- /bars -->";

    /// <exception cref="InvalidDataException">The file lacks the marks.</exception>
    internal static void Put(string path, Measurements run)
    {
        string text = File.ReadAllText(path);
        int from = text.IndexOf(Begin, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0)
        {
            throw new InvalidDataException($"'{path}' has no place for the table: the lines '{Begin}' and '{End}'.");
        }

        using var table = new StringWriter { NewLine = "\n" };
        table.WriteLine(Begin);
        BarTable.Write(table, run);
        table.WriteLine();
        table.WriteLine($"Measured at {run.Commit} on {run.Date}: {run.Machine}.");
        File.WriteAllText(path, text[..from] + table + text[to..]);
    }
}
