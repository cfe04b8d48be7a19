namespace WaStore.Fast.Gate.Statistics;

/// <summary>Reads an estimate.</summary>
static class Findings
{
    /// <summary>Reads it.</summary>
    /// <param name="estimate">The benchmark's.</param>
    /// <param name="floor">The floor's of the same run; null where there is none.</param>
    internal static Finding Of(Estimate estimate, Estimate? floor)
    {
        if (estimate.Control.Reach > Limits.Noise || HasMoved(floor))
        {
            return Finding.Noisy;
        }

        if (IsSlower(estimate))
        {
            return Finding.Slower;
        }

        if (IsFaster(estimate))
        {
            return Finding.Faster;
        }

        RatioInterval change = estimate.Change;
        return change.Value is < Limits.Slowdown and > 1 / Limits.Slowdown && change.High < Limits.Excluded && change.Low > 1 / Limits.Excluded ? Finding.Same : Finding.Wide;
    }

    /// <summary>Whether it is 10 % slower, and beyond its own noise, however large that is.</summary>
    internal static bool IsSlower(Estimate estimate) => estimate.Change.Value >= Limits.Slowdown && estimate.Change.Low > 1 + estimate.Control.Reach;

    /// <summary>Whether it is 10 % faster, and beyond its own noise, however large that is.</summary>
    internal static bool IsFaster(Estimate estimate) => estimate.Change.Value <= 1 / Limits.Slowdown && estimate.Change.High < 1 / (1 + estimate.Control.Reach);

    /// <summary>Whether the machine was another one for the change than for the base.</summary>
    internal static bool HasMoved(Estimate? floor) => floor is not null && Math.Max(floor.Change.Value, 1 / floor.Change.Value) > 1 + Limits.FloorShift;
}
