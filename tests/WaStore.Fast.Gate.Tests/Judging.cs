using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Runs of the whole gate over a synthetic machine.</summary>
static class Judging
{
    /// <summary>How many processes the first run starts; those from this number on are the confirming run's.</summary>
    internal const int FirstRun = 18;

    internal static GatePlan Plan(int seed) => new(6, 15, [0], seed);

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
