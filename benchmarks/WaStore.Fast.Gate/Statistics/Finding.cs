namespace WaStore.Fast.Gate.Statistics;

/// <summary>What one run by itself says of a benchmark's time.</summary>
enum Finding
{
    /// <summary>No difference that matters, and one of 15 % is excluded.</summary>
    Same,

    /// <summary>Faster by 10 % or more, beyond the noise.</summary>
    Faster,

    /// <summary>Slower by 10 % or more, beyond the noise.</summary>
    Slower,

    /// <summary>The interval is too wide to tell.</summary>
    Wide,

    /// <summary>The base differs from itself, or the floor has moved.</summary>
    Noisy,
}

/// <summary>Reads an estimate.</summary>
static class Findings
{
    /// <summary>Reads it.</summary>
    /// <param name="estimate">The benchmark's.</param>
    /// <param name="floor">The floor's of the same run; null where there is none.</param>
    internal static Finding Of(Estimate estimate, Estimate? floor)
    {
        RatioInterval change = estimate.Change;
        double noise = estimate.Control.Reach;
        if (noise > Limits.Noise || HasMoved(floor))
        {
            return Finding.Noisy;
        }

        if (change.Value >= Limits.Slowdown && change.Low > 1 + noise)
        {
            return Finding.Slower;
        }

        if (change.Value <= 1 / Limits.Slowdown && change.High < 1 / (1 + noise))
        {
            return Finding.Faster;
        }

        return change.Value is < Limits.Slowdown and > 1 / Limits.Slowdown && change.High < Limits.Excluded && change.Low > 1 / Limits.Excluded ? Finding.Same : Finding.Wide;
    }

    /// <summary>Whether the machine was another one for the change than for the base.</summary>
    internal static bool HasMoved(Estimate? floor) => floor is not null && Math.Max(floor.Change.Value, 1 / floor.Change.Value) > 1 + Limits.Noise;
}
