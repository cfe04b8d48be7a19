using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Statistics;

/// <summary>What the rounds of one benchmark say.</summary>
/// <param name="Change">Change over base.</param>
/// <param name="Control">Base over base: the noise.</param>
/// <param name="Allocation">The managed bytes per operation.</param>
sealed record Estimate(RatioInterval Change, RatioInterval Control, AllocationEstimate Allocation)
{
    internal static Estimate Of(Measured measured, int seed) => new(
        RatioInterval.Of([.. measured.Launches.Select(launch => launch.Rounds.Select(round => round.ChangeLog).ToArray())], seed),
        RatioInterval.Of([.. measured.Launches.Select(launch => launch.Rounds.Select(round => round.ControlLog).ToArray())], seed),
        AllocationEstimate.Of(measured));
}

/// <summary>
/// Managed bytes per operation: the median over the rounds of a launch, which is exact where the work is, and the least of the launches. The JIT's profile decides
/// anew in each process which objects never reach the heap; the least is what the code needs where it decides well, on both sides.
/// </summary>
/// <param name="Base">Of the base.</param>
/// <param name="Control">Of the base's second process.</param>
/// <param name="Change">Of the change.</param>
sealed record AllocationEstimate(double Base, double Control, double Change)
{
    /// <summary>What a change may allocate more per operation, in bytes, amortised. No object is that small; a pool that grows once in a thousand operations is.</summary>
    internal const double Tolerance = 1;

    /// <summary>How much more than the greater of the base's two, in bytes per operation; not positive where the base's own two differ as much.</summary>
    internal double Excess => Beyond(Change - Math.Max(Base, Control));

    /// <summary>How much less than the lesser of the base's two.</summary>
    internal double Saving => Beyond(Math.Min(Base, Control) - Change);

    internal static AllocationEstimate Of(Measured measured) => new(
        PerOperation(measured, round => round.Base),
        PerOperation(measured, round => round.Control),
        PerOperation(measured, round => round.Change));

    double Beyond(double difference) => difference > Math.Abs(Base - Control) ? difference : 0;

    static double PerOperation(Measured measured, Func<Round, Cost> side) =>
        measured.Launches.Min(launch => Median.Of(launch.Rounds.Select(round => (double)side(round).Bytes))) / measured.Operations;
}
