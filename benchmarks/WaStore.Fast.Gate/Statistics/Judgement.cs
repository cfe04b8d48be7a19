namespace WaStore.Fast.Gate.Statistics;

/// <summary>What is said of a benchmark at the end.</summary>
/// <param name="Time">Its time.</param>
/// <param name="Allocation">Its managed bytes.</param>
/// <param name="Reason">Why it is unknown; empty otherwise.</param>
/// <param name="Estimate">All rounds together; null where there are none.</param>
sealed record Judgement(Verdict Time, AllocationVerdict Allocation, string Reason, Estimate? Estimate)
{
    /// <summary>Whether it fails the gate.</summary>
    internal bool Fails => Time == Verdict.Slower || Allocation == AllocationVerdict.More;

    /// <summary>Whether anything of it could not be told.</summary>
    internal bool IsUnknown => Time == Verdict.Unknown || Allocation == AllocationVerdict.Unknown;

    internal static Judgement Unknown(string reason) => new(Verdict.Unknown, AllocationVerdict.Unknown, reason, null);
}
