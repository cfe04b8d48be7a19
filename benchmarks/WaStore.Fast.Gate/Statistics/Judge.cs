using System.Globalization;

namespace WaStore.Fast.Gate.Statistics;

/// <summary>Whether a benchmark is measured again, and the verdict from both runs.</summary>
static class Judge
{
    /// <summary>Whether the first run leaves anything to confirm or to clear up.</summary>
    internal static bool IsSuspect(Estimate first, Estimate? floor) =>
        Findings.Of(first, floor) is Finding.Slower or Finding.Wide or Finding.Noisy
        || (first.Change.Value >= Limits.Suspicious && first.Change.Low > 1)
        || first.Allocation.Excess >= AllocationEstimate.Tolerance;

    /// <summary>The verdict of a benchmark whose first run left no question.</summary>
    internal static Judgement Settled(Estimate first, Estimate? floor) =>
        new(Findings.Of(first, floor) == Finding.Faster ? Verdict.Faster : Verdict.Same, Allocation(first.Allocation), "", first);

    /// <summary>
    /// The verdict of a suspect: slower only where the last run by itself sees 10 % and excludes none, all rounds together are beyond the noise, and no run contradicted. So
    /// independent runs agree, and still a change right at the limit is not lost because one of them saw it just below.
    /// </summary>
    /// <param name="runs">Two or three, each of fresh processes.</param>
    /// <param name="together">All rounds of them.</param>
    /// <param name="lastFloor">The floor of the last.</param>
    internal static Judgement Confirmed(IReadOnlyList<Estimate> runs, Estimate together, Estimate? lastFloor)
    {
        (AllocationVerdict allocation, string allocationReason) = Allocation([.. runs.Select(run => run.Allocation)]);
        (Verdict time, string reason) = Findings.Of(together, lastFloor) switch
        {
            Finding.Slower when IsConfirmed(runs, run => run.Change) => (Verdict.Slower, ""),
            Finding.Slower => (Verdict.Unknown, $"slower in one run and not in another ({Listed(runs, run => run.Change.Value, "0.000")})"),
            Finding.Faster when IsConfirmed(runs, run => run.Change.Inverse) => (Verdict.Faster, ""),
            Finding.Faster => (Verdict.Unknown, $"faster in one run and not in another ({Listed(runs, run => run.Change.Value, "0.000")})"),
            Finding.Same => (Verdict.Same, ""),
            Finding.Noisy when Findings.HasMoved(lastFloor) => (Verdict.Unknown, Invariant($"the machine moved: the floor's ratio is {lastFloor!.Change.Value:0.000}, the limit is {Limits.FloorShift:P0}")),
            Finding.Noisy => (Verdict.Unknown, Invariant($"too noisy: the base against itself reaches {together.Control.Reach:P1}, the limit is {Limits.Noise:P0}")),
            _ => (Verdict.Unknown, "the interval is too wide to tell"),
        };
        return new Judgement(time, allocation, string.Join("; ", new[] { reason, allocationReason }.Where(text => text.Length > 0)), together);
    }

    static bool IsConfirmed(IReadOnlyList<Estimate> runs, Func<Estimate, RatioInterval> ratio) =>
        ratio(runs[^1]) is { Value: >= Limits.Slowdown, Low: > 1 } && runs.All(run => ratio(run).Value >= Limits.Suspicious);

    static AllocationVerdict Allocation(AllocationEstimate estimate) => estimate.Saving >= AllocationEstimate.Tolerance ? AllocationVerdict.Less : AllocationVerdict.Same;

    /// <summary>What most of the runs say; two that contradict each other say nothing.</summary>
    static (AllocationVerdict Verdict, string Reason) Allocation(IReadOnlyList<AllocationEstimate> runs)
    {
        int more = runs.Count(run => run.Excess >= AllocationEstimate.Tolerance);
        return (2 * more).CompareTo(runs.Count) switch
        {
            > 0 => (AllocationVerdict.More, ""),
            < 0 => (Allocation(runs[^1]), ""),
            _ => (AllocationVerdict.Unknown, $"allocates more in one run and not in the other ({Listed(runs, run => run.Excess, "0.#")} bytes per operation)"),
        };
    }

    static string Listed<T>(IEnumerable<T> runs, Func<T, double> value, string format) => string.Join(", ", runs.Select(run => value(run).ToString(format, CultureInfo.InvariantCulture)));

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
