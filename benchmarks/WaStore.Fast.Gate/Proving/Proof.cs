using System.Globalization;
using WaStore.Fast.Gate.Commands;
using WaStore.Fast.Gate.Protocol;
using WaStore.Fast.Gate.Reports;
using WaStore.Fast.Gate.Repository;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Proving;

/// <summary><c>--prove</c>: does the gate find what is there, and nothing else? The current tree, built once, against itself.</summary>
sealed class Proof(GatePlan plan, int runs, string[] filter, Terminal terminal)
{
    internal async Task<int> RunAsync(Sides sides, CancellationToken cancellationToken)
    {
        (MeasuredProgram program, IReadOnlyList<string> names) = await BuiltSides.BuildChangeAsync(sides, filter, terminal.Say, cancellationToken).ConfigureAwait(false);
        return await RunAsync(names, handicap => new ProcessSource(program, program.With(handicap)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs all cases so many times, in turns: an hour's drift meets each of them.</summary>
    internal async Task<int> RunAsync(IReadOnlyList<string> names, Func<Measuring.Handicap, IProcessSource> source, CancellationToken cancellationToken)
    {
        var tallies = ProofCase.All.ToDictionary(one => one, _ => new ProofTally(names));
        for (int run = 0; run < runs; run++)
        {
            foreach (ProofCase one in ProofCase.All)
            {
                // A seed of its own each time, or twenty runs would be one.
                GatePlan seeded = plan with { Seed = unchecked(plan.Seed + (run * ProofCase.All.Count) + tallies.Keys.ToList().IndexOf(one)) };
                GateResult result = await new GateRun(source(one.Handicap), seeded, TimeProvider.System, _ => { }).RunAsync(names, cancellationToken).ConfigureAwait(false);
                tallies[one].Add(result);
                terminal.Say($"run {run + 1} of {runs}, {one.Name}, {result.Measuring.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s: {string.Join(", ", result.Benchmarks.Select(Describe))}");
            }
        }

        List<IReadOnlyList<string>> lines = [["case", "benchmark", "caught", "false alarms", "unknown", "ratios", "seconds a run"]];
        lines.AddRange(tallies.SelectMany(tally => tally.Value.Lines(tally.Key, runs)));
        ReportTable.Write(terminal.Output, lines);
        bool isProven = tallies.All(tally => tally.Value.IsProven(tally.Key, runs));
        terminal.Output.WriteLine(isProven ? "PROVEN" : "NOT PROVEN");
        return isProven ? GateExit.Passed : GateExit.Failed;
    }

    static string Describe(Judged judged)
    {
        Judgement judgement = judged.Judgement;
        string ratio = judgement.Estimate is { } estimate ? string.Create(CultureInfo.InvariantCulture, $" {estimate.Change.Value:0.000} (noise {estimate.Control.Reach:P1}, after run {judged.Runs.Count})") : "";
        string allocation = judgement.Allocation == AllocationVerdict.Same ? "" : $" allocation {judgement.Allocation.ToString().ToUpperInvariant()}";
        return $"{judged.Name} {judgement.Time.ToString().ToUpperInvariant()}{ratio}{allocation}{(judgement.Reason.Length > 0 ? $" [{judgement.Reason}]" : "")}";
    }
}
