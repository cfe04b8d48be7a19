namespace WaStore.Fast.Gate.Statistics;

/// <summary>Where the gate draws its lines.</summary>
static class Limits
{
    /// <summary>The slowdown that fails: change over base.</summary>
    internal const double Slowdown = 1.10;

    /// <summary>What SAME promises: a change slower than this is excluded, one faster than its inverse too.</summary>
    internal const double Excluded = 1.15;

    /// <summary>A ratio from here on is looked at again, though it would not fail by itself.</summary>
    internal const double Suspicious = 1.05;

    /// <summary>How far the floor's ratio may lie from 1: it hardly ever moves by one percent.</summary>
    internal const double FloorShift = 0.05;

    /// <summary>How far the A/A interval may reach from 1. Less than what is to be seen.</summary>
    internal const double Noise = 0.08;
}
