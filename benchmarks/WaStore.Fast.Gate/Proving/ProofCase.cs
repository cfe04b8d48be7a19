using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Proving;

/// <summary>One way to treat the change, and what the gate should say of it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Handicap">What is done to the change.</param>
/// <param name="IsCaught">Whether the verdict is the one for what was injected; null where nothing was, and nothing may be found.</param>
sealed record ProofCase(string Name, Handicap Handicap, Func<Judgement, bool>? IsCaught)
{
    internal static IReadOnlyList<ProofCase> All { get; } =
    [
        new("identical", Handicap.None, null),
        new("15 % slower", new Handicap(0.15, false), judgement => judgement.Time == Verdict.Slower),
        new("one object more", new Handicap(0, true), judgement => judgement.Allocation == AllocationVerdict.More),
    ];
}
