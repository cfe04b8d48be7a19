using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using WaStore.Fast.Benchmarks.Memory;
using WaStore.Fast.Benchmarks.Pairs;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>Runs suites and keeps what they measured.</summary>
static class BarSuites
{
    /// <summary>Runs the suites that the bars are about, or every one.</summary>
    /// <param name="all">Every one.</param>
    /// <param name="counts">What was counted.</param>
    /// <exception cref="InvalidDataException">A benchmark could not be run.</exception>
    internal static async Task<Measurements> RunAsync(bool all, SortedDictionary<string, SortedDictionary<string, long>> counts)
    {
        Type[] suites = [.. typeof(BarSuites).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.GetMethods().Any(static method => method.IsDefined(typeof(BenchmarkAttribute), inherit: true)))
            .Where(type => all || Bars.Suites.Contains(type.Name))];
        // Asked first: what cannot be told must not cost the measurements.
        (string machine, string commit) = (Machine(), Commit());
        IReadOnlyList<Pair[]> turns = PairedRun.Possible(Bars.TurnsOf(Bars.All).Concat(Comparisons.TurnsOf(Comparisons.All)));
        Measured? reopens = await AotReopens.MeasureAsync();
        Summary[] summaries = BenchmarkRunner.Run(suites, new SuiteConfig());
        if (Array.Find(summaries, static summary => summary.HasCriticalValidationErrors) is { } invalid)
        {
            throw new InvalidDataException($"{invalid.Title} could not be run: {string.Join(", ", invalid.ValidationErrors.Select(static error => error.Message))}");
        }

        var measured = new SortedDictionary<string, Measured>(StringComparer.Ordinal);
        foreach (BenchmarkReport report in summaries.SelectMany(static summary => summary.Reports))
        {
            Add(measured, report);
        }

        if (reopens is not null)
        {
            measured.Add(Bars.AotReopen, reopens);
        }

        SortedDictionary<string, Paired> pairs = new PairedRun(Console.WriteLine).Measure(turns);
        return new Measurements(machine, commit, DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), measured, pairs, MemoryCommand.MeasureAll(), counts);
    }

    static void Add(SortedDictionary<string, Measured> measured, BenchmarkReport report)
    {
        BenchmarkCase one = report.BenchmarkCase;
        string name = Measurements.NameOf(
            one.Descriptor.Type.Name, one.Descriptor.WorkloadMethod.Name, one.Parameters.Items.Select(static item => KeyValuePair.Create<string, object?>(item.Name, item.Value)));
        if (report.ResultStatistics is not { } times)
        {
            throw new InvalidDataException($"{name} could not be run; what it printed is above.");
        }

        measured.Add(name, new Measured(times.Median, times.Percentiles.Percentile(95), report.GcStats.GetBytesAllocatedPerOperation(one) ?? 0));
    }

    static string Machine()
    {
        SQLitePCL.Batteries_V2.Init();
        HostEnvironmentInfo host = HostEnvironmentInfo.GetCurrent();
        string processor = host.CpuInfo.Value?.ProcessorName ?? RuntimeInformation.ProcessArchitecture.ToString();
        return string.Create(
            CultureInfo.InvariantCulture, $"{processor.Trim()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {SQLitePCL.raw.sqlite3_libversion().utf8_to_string()}");
    }

    static string Commit() => Git("describe", "--always", "--abbrev=12", "--dirty", "--exclude=*") ?? "unknown commit";

    static string? Git(params string[] arguments)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git: the report says that it does not know.
            return null;
        }
    }
}
