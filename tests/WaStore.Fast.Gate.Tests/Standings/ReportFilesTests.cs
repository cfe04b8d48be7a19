using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>The files of a report, written from what was measured before.</summary>
public sealed class ReportFilesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-report-").FullName;

    [Fact]
    public void What_was_measured_before_makes_the_same_report()
    {
        Measurements run = SyntheticRun.Threads(10, 16, 10, 15);
        // Of these two the shorter comes last: a digit is less than a bracket.
        run.Benchmarks.Add("Macs.C[Macs=20]", run.Benchmarks.Values.First());
        run.Benchmarks.Add("Macs.C[Macs=200]", run.Benchmarks.Values.First());
        ReportFiles.Write(run, In("first"));

        ReportFiles.Write(MeasurementsFile.Read(In("first/measurements.json")), In("second"));

        Assert.Equal(["bars.svg", "measurements.json", "report.md"], Directory.GetFiles(In("second")).Select(Path.GetFileName).Order());
        foreach (string file in Directory.GetFiles(In("first")))
        {
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(In($"second/{Path.GetFileName(file)}")));
        }
    }

    [Fact]
    public void The_report_names_its_machine_and_has_the_bars_the_reasons_and_every_figure()
    {
        ReportFiles.Write(SyntheticRun.Threads(10, 16, 10, 15), In("report"));

        string text = File.ReadAllText(In("report/report.md"));
        Assert.Contains("Measured at 0123456789ab on 2026-01-02: a <machine>.", text, StringComparison.Ordinal);
        Assert.Contains("| times those of one | 1.60 | 1.95 | 1.25 | 1.33 |", text, StringComparison.Ordinal);
        Assert.Contains("\n## Why\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Beside others\n", text, StringComparison.Ordinal);
        Assert.Contains("* **hits of 2 threads** (times those of one): 1.25 is", text, StringComparison.Ordinal);
        Assert.Contains("| 500 | FileEach | 100 |", text, StringComparison.Ordinal);
        Assert.Contains("| ConcurrentDictionary[Threads=2] | 15.0 ns | 15.0 ns | 0 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_go_between_their_marks_and_nowhere_else()
    {
        const string before = "above\n<!-- comparisons: written by the report command -->\nwhat was there\n<!-- /comparisons -->\nbetween\n<!-- bars: written by the report command -->\nwhat was there\n<!-- /bars -->\nbelow\n";
        File.WriteAllText(In("README.md"), before);

        ReadmeTable.Put(In("README.md"), SyntheticRun.Threads(10, 16, 10, 15));

        string text = File.ReadAllText(In("README.md"));
        Assert.StartsWith("above\n<!-- comparisons: written by the report command -->\n| work | WaStore.Fast |", text, StringComparison.Ordinal);
        Assert.Contains("|\n<!-- /comparisons -->\nbetween\n<!-- bars: written by the report command -->\n| work | measured in |", text, StringComparison.Ordinal);
        Assert.Contains("**missed**, beyond the floor itself |\n", text, StringComparison.Ordinal);
        Assert.EndsWith("a <machine>.\n<!-- /bars -->\nbelow\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what was there", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bars")]
    [InlineData("comparisons")]
    public void A_file_without_a_place_for_a_table_is_left_as_it_is(string other)
    {
        string text = $"<!-- {other}: written by the report command -->\n<!-- /{other} -->\n";
        File.WriteAllText(In("README.md"), text);

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => ReadmeTable.Put(In("README.md"), SyntheticRun.Of()));

        Assert.Contains(other == "bars" ? "<!-- /comparisons -->" : "<!-- /bars -->", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(In("README.md")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    public void What_has_no_measurements_is_refused(string text)
    {
        File.WriteAllText(In("measurements.json"), text);

        _ = Assert.Throws<InvalidDataException>(() => MeasurementsFile.Read(In("measurements.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string In(string name) => Path.Combine(_folder, name);
}
