namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The tables in a file that people write otherwise: each stands between two marks, and is put there by the command only.</summary>
static class ReadmeTable
{
    /// <exception cref="InvalidDataException">The file lacks the marks.</exception>
    internal static void Put(string path, Measurements run)
    {
        string text = File.ReadAllText(path);
        text = Put(path, text, "comparisons", output => ComparisonTable.Write(output, run));
        text = Put(path, text, "bars", output =>
        {
            BarTable.Write(output, run);
            output.WriteLine();
            output.WriteLine($"Measured at {run.Commit} on {run.Date}: {run.Machine}.");
        });
        File.WriteAllText(path, text);
    }

    static string Put(string path, string text, string name, Action<TextWriter> write)
    {
        (string begin, string end) = ($"<!-- {name}: written by the report command -->", $"<!-- /{name} -->");
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        if (to < 0)
        {
            throw new InvalidDataException($"'{path}' has no place for the table: the lines '{begin}' and '{end}'.");
        }

        using var table = new StringWriter { NewLine = "\n" };
        table.WriteLine(begin);
        write(table);
        return text[..from] + table + text[to..];
    }
}
