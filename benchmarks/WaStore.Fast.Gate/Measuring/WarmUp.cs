using System.Diagnostics;
using System.Runtime;

namespace WaStore.Fast.Gate.Measuring;

/// <summary>Runs a benchmark until the JIT has nothing left to compile for it, and finds how many operations make a round.</summary>
static class WarmUp
{
    /// <summary>How long a round should take.</summary>
    internal static readonly TimeSpan Target = TimeSpan.FromMilliseconds(8);

    // The gate starts its processes without tiers, and so a few runs compile everything. Where somebody turns them on again, code is compiled anew at its 30th call, in two
    // stages: it takes so many runs without a compilation before there can be none to come.
    const int QuietRuns = 40;

    // Nanoseconds.
    const double LongEnough = 1_000_000;
    static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(60);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Warms up.</summary>
    /// <returns>The operations of a round.</returns>
    internal static int Run(GatedBenchmark benchmark, RoundMeter meter)
    {
        int operations = 1;
        double perOperation = double.MaxValue;
        long start = Stopwatch.GetTimestamp();
        long quietSince = start;
        int quietRuns = 0;
        long compiled = JitInfo.GetCompiledMethodCount();
        while ((quietRuns < QuietRuns || Stopwatch.GetElapsedTime(quietSince) < s_quiet) && Stopwatch.GetElapsedTime(start) < s_patience)
        {
            double nanoseconds = meter.Measure(benchmark, operations).Nanoseconds;
            quietRuns++;
            long now = JitInfo.GetCompiledMethodCount();
            if (now != compiled)
            {
                compiled = now;
                quietSince = Stopwatch.GetTimestamp();
                quietRuns = 0;
                perOperation = double.MaxValue;
            }

            if (nanoseconds < LongEnough && operations < int.MaxValue / 4)
            {
                operations *= 2;
                continue;
            }

            // The fastest since the code last changed: what a neighbour slowed down must not make the round shorter. Of a long run only: a short one may be nothing but
            // the wait that is left out of it, and a round of as many operations as fit into 8 ms at no time each would never end.
            perOperation = Math.Min(perOperation, nanoseconds / operations);
        }

        return RoundOperations(perOperation);
    }

    /// <summary>How many operations of so many nanoseconds make a round.</summary>
    internal static int RoundOperations(double nanosecondsPerOperation)
    {
        double wished = Target.TotalNanoseconds / Math.Max(nanosecondsPerOperation, 0.01);
        return (int)Math.Clamp(Math.Round(wished), 1, int.MaxValue / 2);
    }
}
