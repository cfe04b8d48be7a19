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
    /// The verdict of a suspect: slower only where the confirming run by itself sees 10 % and excludes none, all rounds together are beyond the noise, and the first run did not contradict. That is
    /// two independent runs, and still a change right at the limit is not lost because one of them saw it just below.
    /// </summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The confirming run, of fresh processes.</param>
    /// <param name="both">All rounds of both.</param>
    /// <param name="secondFloor">The floor of the confirming run.</param>
    internal static Judgement Confirmed(Estimate first, Estimate second, Estimate both, Estimate? secondFloor)
    {
        Finding together = Findings.Of(both, secondFloor);
        (AllocationVerdict allocation, string allocationReason) = Allocation(first.Allocation, second.Allocation);
        (Verdict time, string reason) = together switch
        {
            Finding.Slower when second.Change is { Value: >= Limits.Slowdown, Low: > 1 } && first.Change.Value >= Limits.Suspicious => (Verdict.Slower, ""),
            Finding.Slower => (Verdict.Unknown, Invariant($"slower in one run and not in the other ({first.Change.Value:0.000} and {second.Change.Value:0.000})")),
            Finding.Faster when second.Change is { Value: <= 1 / Limits.Slowdown, High: < 1 } => (Verdict.Faster, ""),
            Finding.Faster => (Verdict.Unknown, Invariant($"faster in one run and not in the other ({first.Change.Value:0.000} and {second.Change.Value:0.000})")),
            Finding.Same => (Verdict.Same, ""),
            Finding.Noisy when Findings.HasMoved(secondFloor) => (Verdict.Unknown, Invariant($"the machine moved: the floor's ratio is {secondFloor!.Change.Value:0.000}, the limit is {Limits.FloorShift:P0}")),
            Finding.Noisy => (Verdict.Unknown, Invariant($"too noisy: the base against itself reaches {both.Control.Reach:P1}, the limit is {Limits.Noise:P0}")),
            _ => (Verdict.Unknown, "the interval is too wide to tell"),
        };
        return new Judgement(time, allocation, string.Join("; ", new[] { reason, allocationReason }.Where(text => text.Length > 0)), both);
    }

    static AllocationVerdict Allocation(AllocationEstimate estimate) => estimate.Saving >= AllocationEstimate.Tolerance ? AllocationVerdict.Less : AllocationVerdict.Same;

    static (AllocationVerdict Verdict, string Reason) Allocation(AllocationEstimate first, AllocationEstimate second)
    {
        bool before = first.Excess >= AllocationEstimate.Tolerance;
        bool again = second.Excess >= AllocationEstimate.Tolerance;
        return before == again
            ? (before ? AllocationVerdict.More : Allocation(second), "")
            : (AllocationVerdict.Unknown, Invariant($"allocates more in one run and not in the other ({first.Excess:0.#} and {second.Excess:0.#} bytes per operation)"));
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
