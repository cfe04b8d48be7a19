using System.Globalization;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Reports;

/// <summary>The sentences under a table.</summary>
static class Conclusion
{
    internal static string Headline(GateReport report)
    {
        string[] faults = [.. report.Benchmarks.Where(benchmark => benchmark.Judgement.Fails).Select(Fault), .. BrokenBudgets(report)];
        Judged[] unknown = [.. report.Benchmarks.Where(benchmark => benchmark.Judgement.IsUnknown)];
        return faults.Length > 0 ? $"FAILED: {string.Join(", ", faults)}"
            : unknown.Length > 0 ? $"PASSED, BUT UNKNOWN: {string.Join(", ", unknown.Select(benchmark => benchmark.Name))}"
            : "PASSED";
    }

    internal static IEnumerable<string> Reasons(GateReport report) =>
        report.Benchmarks.Where(benchmark => benchmark.Judgement.Reason.Length > 0).Select(benchmark => $"{benchmark.Name}: {benchmark.Judgement.Reason}");

    /// <summary>What was compared, where, and how to do it again.</summary>
    internal static IEnumerable<string> Circumstances(GateReport report)
    {
        yield return $"base {report.Base[..10]} ({report.BaseChosenAs}), change {report.Change[..10]}{(report.ChangeHasUncommitted ? " with uncommitted changes" : "")}{(report.Untracked.Count > 0 ? $", without {report.Untracked.Count} untracked files" : "")}";
        yield return $"{report.Machine.Processor} ({report.Machine.Cores} cores), {report.Machine.System}, {report.Machine.Runtime}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Launches(report)} launches x {report.Plan.Rounds} rounds, {(report.Plan.Cores.Count == 0 ? "not pinned" : $"pinned to core {string.Join(',', report.Plan.Cores)}")}, seed {report.Plan.Seed}, measured in {report.Seconds:0.0} s");
    }

    static IEnumerable<string> BrokenBudgets(GateReport report) => report.Budgets.Count(line => line.Fails) switch
    {
        0 => [],
        1 => ["a budget is broken"],
        var broken => [string.Create(CultureInfo.InvariantCulture, $"{broken} budgets are broken")],
    };

    // Those that were made: a busy machine gets fewer than planned, and a suspect more.
    static string Launches(GateReport report)
    {
        int[] made = [.. report.Benchmarks.Where(benchmark => benchmark.Runs.Count > 0).Select(benchmark => benchmark.Runs.Sum(run => run.Launches.Count)).Distinct().Order()];
        return made switch
        {
            [] => "0",
            [var all] => all.ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{made[0]} to {made[^1]}"),
        };
    }

    static string Fault(Judged benchmark) => benchmark.Judgement switch
    {
        { Time: Verdict.Slower, Allocation: AllocationVerdict.More } => $"{benchmark.Name} is slower and allocates more",
        { Time: Verdict.Slower } => $"{benchmark.Name} is slower",
        _ => $"{benchmark.Name} allocates more",
    };
}
