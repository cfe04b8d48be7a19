using System.Diagnostics;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary>
/// Measures pairs in turns, in this process. A machine that others use is faster in one minute than in the next by more than most bars are wide; from one round to the next it is
/// the same. So pairs that are held against each other, a bar's and its floor's, take turns too: two threads of a virtual machine got 1.0 times as much as one in one second and 1.95
/// times in the next, ours and .NET's dictionary alike, and each had looked better or worse by the second it was measured in.
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
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan s_compiling = TimeSpan.FromMilliseconds(250);

    /// <summary>Those that this machine can measure: what needs C is left out where there is no compiler.</summary>
    /// <exception cref="ArgumentException">One names no benchmark.</exception>
    internal static IReadOnlyList<Pair[]> Possible(IEnumerable<Pair[]> groups) =>
        [.. groups.Select(static group => Array.FindAll(group, static pair => Subject.IsPossible(pair.Name) && Subject.IsPossible(pair.Than)))];

    /// <summary>Measures each pair that is <see cref="Possible"/>, once; those of a group in turns.</summary>
    /// <remarks>Prepared ones come alone: others between would make a flush every 25 ms one every 100, whose code has left the processor's caches (1.20 instead of 1.07).</remarks>
    internal SortedDictionary<string, Paired> Measure(IEnumerable<Pair[]> groups)
    {
        var measured = new SortedDictionary<string, Paired>(StringComparer.Ordinal);
        foreach (Pair[] group in Possible(groups).SelectMany(static group => Array.Exists(group, IsPrepared) ? group.Select(static pair => (Pair[])[pair]) : [group]))
        {
            foreach ((Pair pair, Paired one) in MeasureGroup(Array.FindAll(group, pair => !measured.ContainsKey(pair.Key))))
            {
                measured.Add(pair.Key, one);
                say($"{pair.Key}: {BarTable.Number(one.Ratio)} ({BarTable.Number(one.Low)}-{BarTable.Number(one.High)})");
            }
        }

        return measured;
    }

    static IEnumerable<(Pair Pair, Paired Measured)> MeasureGroup(Pair[] pairs)
    {
        PairRounds[] group = Array.ConvertAll(pairs, static pair => new PairRounds(pair));
        for (int launch = 0; launch < Launches; launch++)
        {
            try
            {
                Launch(group);
            }
            finally
            {
                Array.ForEach(group, static one => one.End());
            }
        }

        return group.Select(static one => (one.Pair, one.Measured()));
    }

    static bool IsPrepared(Pair pair) => Subject.IsPrepared(pair.Name);

    static void Launch(PairRounds[] group)
    {
        foreach (PairRounds one in group)
        {
            (Subject ours, Subject theirs) = one.Begin();
            Warm(ours, theirs);
        }

        int rounds = Array.Exists(group, static one => IsPrepared(one.Pair)) ? PreparedRounds : Rounds;
        for (int round = 0; round < rounds; round++)
        {
            foreach (PairRounds one in group)
            {
                one.Turn(round);
            }
        }
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
}
