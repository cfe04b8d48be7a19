using BenchmarkDotNet.Mathematics;
using WaStore.Fast.Benchmarks.Report;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary>The rounds of one pair, launch by launch; each launch sets both sides up anew.</summary>
sealed class PairRounds(Pair pair)
{
    const int Seed = 1;

    readonly List<double> _ours = [];
    readonly List<double> _theirs = [];
    readonly List<List<double>> _logs = [];

    Subject? _one;
    Subject? _other;

    internal Pair Pair { get; } = pair;

    /// <summary>Sets both sides up.</summary>
    internal (Subject One, Subject Other) Begin()
    {
        _logs.Add([]);
        return (_one = Subject.Create(Pair.Name), _other = Subject.Create(Pair.Than));
    }

    /// <summary>A round of each, and who begins changes: what one leaves in the processor's caches is for the other once a help and once none.</summary>
    internal void Turn(int round)
    {
        bool isFirst = round % 2 == 0;
        double before = (isFirst ? _one : _other)!.Round();
        double after = (isFirst ? _other : _one)!.Round();
        _ours.Add(isFirst ? before : after);
        _theirs.Add(isFirst ? after : before);
        _logs[^1].Add(Math.Log(_ours[^1] / _theirs[^1]));
    }

    /// <summary>Cleans up what was set up, as far as it was.</summary>
    internal void End()
    {
        _one?.Dispose();
        _other?.Dispose();
        (_one, _other) = (null, null);
    }

    internal Paired Measured()
    {
        RatioInterval ratio = RatioInterval.Of([.. _logs.Select(static log => log.ToArray())], Seed);
        return new Paired(ratio.Value, ratio.Low, ratio.High, P99Of(_ours) / P99Of(_theirs));
    }

    static double P99Of(IEnumerable<double> times) => new Statistics(times).Percentiles.Percentile(99);
}
