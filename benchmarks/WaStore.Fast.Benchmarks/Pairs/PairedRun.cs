using System.Diagnostics;
using BenchmarkDotNet.Mathematics;
using WaStore.Fast.Benchmarks.Report;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary>
/// Measures pairs in turns, in this process. A machine that others use is faster in one minute than in the next by more than most bars are wide; from one round to the next it is
/// the same.
/// </summary>
sealed class PairedRun(Action<string> say)
{
    const int Launches = 3;
    const int Rounds = 40;

    // One call makes such a round, and of the slow ends there have to be some.
    const int PreparedRounds = 120;

    // The runtime compiles a method twice more, each time after 30 calls and a while without new ones; some are called once per flush.
    const int WarmCalls = 100;
    const int Warmings = 3;
    const int Seed = 1;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan s_compiling = TimeSpan.FromMilliseconds(250);

    /// <summary>Those that this machine can measure: what needs C is left out where there is no compiler.</summary>
    /// <exception cref="ArgumentException">One names no benchmark.</exception>
    internal static IReadOnlyList<Pair> Possible(IEnumerable<Pair> pairs) => [.. pairs.Where(static pair => Subject.IsPossible(pair.Name) && Subject.IsPossible(pair.Than))];

    /// <summary>Measures each pair that is <see cref="Possible"/>.</summary>
    internal SortedDictionary<string, Paired> Measure(IEnumerable<Pair> pairs)
    {
        var measured = new SortedDictionary<string, Paired>(StringComparer.Ordinal);
        foreach (Pair pair in Possible(pairs))
        {
            Paired one = Measure(pair);
            measured.Add(pair.Key, one);
            say($"{pair.Key}: {BarTable.Number(one.Ratio)} ({BarTable.Number(one.Low)}-{BarTable.Number(one.High)})");
        }

        return measured;
    }

    static Paired Measure(Pair pair)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        double[][] logs = new double[Launches][];
        for (int launch = 0; launch < Launches; launch++)
        {
            using var one = Subject.Create(pair.Name);
            using var other = Subject.Create(pair.Than);
            Warm(one, other);
            logs[launch] = [.. Enumerable.Range(0, one.IsPrepared ? PreparedRounds : Rounds).Select(round => Turn(one, other, round, ours, theirs))];
        }

        RatioInterval ratio = RatioInterval.Of(logs, Seed);
        return new Paired(ratio.Value, ratio.Low, ratio.High, P99Of(ours) / P99Of(theirs));
    }

    static void Warm(Subject one, Subject other)
    {
        for (int warming = 0; warming < Warmings; warming++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < WarmCalls && Stopwatch.GetElapsedTime(start) < s_patience; call++)
            {
                one.Call();
                other.Call();
            }

            // The runtime compiles in the background, and begins when 100 ms have passed without code that is new: calls that never pause put it off.
            Thread.Sleep(s_compiling);
        }

        // How many calls make a round is found here, and what the warm-up left is collected.
        _ = one.Round();
        _ = other.Round();
        GC.Collect();
    }

    /// <summary>A round of each, and who begins changes: what one leaves in the processor's caches is for the other once a help and once none.</summary>
    static double Turn(Subject one, Subject other, int round, List<double> ours, List<double> theirs)
    {
        bool isFirst = round % 2 == 0;
        double before = (isFirst ? one : other).Round();
        double after = (isFirst ? other : one).Round();
        ours.Add(isFirst ? before : after);
        theirs.Add(isFirst ? after : before);
        return Math.Log(ours[^1] / theirs[^1]);
    }

    static double P99Of(IEnumerable<double> times) => new Statistics(times).Percentiles.Percentile(99);
}
