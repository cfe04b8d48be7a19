using System.CommandLine;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Protocol;
using WaStore.Fast.Gate.Proving;
using WaStore.Fast.Gate.Reports;
using WaStore.Fast.Gate.Repository;
using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Commands;

/// <summary><c>gate</c>: builds both sides, measures, judges, reports.</summary>
static class GateCommand
{
    internal const string Name = "gate";

    internal static Command Create(Terminal terminal)
    {
        var options = new GateOptions();
        var command = new Command(Name, "Measures the change against its base, and fails on a confirmed slowdown of 10 %, on additional allocation or on a broken budget.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new GatePlan(parsed.GetValue(options.Launches), parsed.GetValue(options.Rounds), GateOptions.ChooseCores(parsed.GetValue(options.Cores), terminal.Say), parsed.GetValue(options.Seed) ?? Random.Shared.Next());
            await using var sides = await Sides.CheckOutAsync(parsed.GetValue(options.Project), parsed.GetValue(options.Base), parsed.GetValue(options.Prove), terminal.Say, cancellationToken).ConfigureAwait(false);
            string[] filter = parsed.GetValue(options.Filter) ?? [];
            return parsed.GetValue(options.Prove)
                ? await new Proof(plan, parsed.GetValue(options.ProveRuns), filter, terminal).RunAsync(sides, cancellationToken).ConfigureAwait(false)
                : await JudgeAsync(sides, plan, filter, new ReportFiles(parsed.GetValue(options.Json), parsed.GetValue(options.Markdown)), terminal, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    static async Task<int> JudgeAsync(Sides sides, GatePlan plan, string[] filter, ReportFiles files, Terminal terminal, CancellationToken cancellationToken)
    {
        BuiltSides built = await BuiltSides.BuildAsync(sides, filter, terminal.Say, cancellationToken).ConfigureAwait(false);
        GateResult result;
        try
        {
            result = built.Comparable.Count == 0
                ? new GateResult([], null, TimeSpan.Zero)
                : await new GateRun(new ProcessSource(built.Base!, built.Change), plan, TimeProvider.System, terminal.Say).RunAsync(built.Comparable, cancellationToken).ConfigureAwait(false);
        }
        catch (MeasurementException exception)
        {
            throw new GateException($"the change cannot be measured: {exception.Message}", exception);
        }

        // Who looks at one benchmark looks at that.
        IReadOnlyList<BudgetLine> budgets = filter.Length > 0 ? [] : await BudgetsOfChange.CountAsync(sides.ChangeFolder, built.Change.Path, terminal.Say, cancellationToken).ConfigureAwait(false);
        var report = GateReport.Of(sides, plan, result with { Benchmarks = [.. result.Benchmarks, .. built.Incomparable] }, budgets);
        ReportTable.Write(terminal.Output, report);
        files.Write(report);
        return report.Failed ? GateExit.Failed : GateExit.Passed;
    }
}
