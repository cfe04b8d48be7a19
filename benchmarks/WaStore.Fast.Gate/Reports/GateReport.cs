using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Repository;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Reports;

/// <summary>Everything that a run of the gate found, as <c>--json</c> writes it.</summary>
sealed record GateReport
{
    internal const int CurrentSchema = 2;

    /// <summary>The version of this shape.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Whether a benchmark is confirmed to be worse, or a budget is broken.</summary>
    public required bool Failed { get; init; }

    /// <summary>The base's commit.</summary>
    public required string Base { get; init; }

    /// <summary>How the base was chosen.</summary>
    public required string BaseChosenAs { get; init; }

    /// <summary>The change's commit.</summary>
    public required string Change { get; init; }

    /// <summary>Whether uncommitted changes were measured, too.</summary>
    public required bool ChangeHasUncommitted { get; init; }

    /// <summary>Files that git does not know and that were therefore not measured.</summary>
    public required IReadOnlyList<string> Untracked { get; init; }

    /// <summary>Where it was measured.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Launches, rounds, cores and the seed.</summary>
    public required GatePlan Plan { get; init; }

    /// <summary>The seconds that measuring took, without builds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The machine's own control.</summary>
    public required Estimate? Floor { get; init; }

    /// <summary>The verdicts, with every round.</summary>
    public required IReadOnlyList<Judged> Benchmarks { get; init; }

    /// <summary>The change's budgets and counts; none where it has none, or where only some benchmarks were asked for.</summary>
    public required IReadOnlyList<BudgetLine> Budgets { get; init; }

    internal static GateReport Of(Sides sides, GatePlan plan, GateResult result, IReadOnlyList<BudgetLine> budgets) => new()
    {
        Failed = result.Benchmarks.Any(benchmark => benchmark.Judgement.Fails) || budgets.Any(line => line.Fails),
        Budgets = budgets,
        Base = sides.Base.Commit,
        BaseChosenAs = sides.Base.Why,
        Change = sides.Change.Head,
        ChangeHasUncommitted = sides.Change.HasUncommitted,
        Untracked = sides.Change.Untracked,
        Machine = Machine.Here(),
        Plan = plan,
        Seconds = result.Measuring.TotalSeconds,
        Floor = result.Floor,
        Benchmarks = result.Benchmarks,
    };
}
