using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Runs of the whole gate over a synthetic machine.</summary>
static class Judging
{
    /// <summary>How many processes the first run starts, and a confirming one of what is clear.</summary>
    internal const int ProcessesOfRun = 18;

    internal static GatePlan Plan(int seed) => new(6, 15, [0], seed);

    /// <summary>What differs from run to run, where the confirming run is one of what is clear: of the number of a process.</summary>
    internal static T InRun<T>(int process, T first, T second, T third) => process < ProcessesOfRun ? first : process < 2 * ProcessesOfRun ? second : third;

    internal static Judged Judge(Synthetic machine, int seed = 1) => Run(machine, seed).Benchmarks.Single();

    internal static GateResult Run(Synthetic machine, int seed = 1, TimeSpan tick = default)
    {
        GateResult result = new GateRun(machine, Plan(seed), new HandClock(tick), _ => { }).RunAsync(["work"], CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(0, machine.Running);
        return result;
    }

    internal static Verdict Verdict(Synthetic machine, int seed = 1) => Judge(machine, seed).Judgement.Time;

    /// <summary>A clock on which each look takes so long; none by default, so that a budget of time leaves tests alone.</summary>
    sealed class HandClock(TimeSpan tick) : TimeProvider
    {
        long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += tick.Ticks;
    }
}
