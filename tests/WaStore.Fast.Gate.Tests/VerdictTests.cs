using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What the gate says of rounds whose truth is known.</summary>
public sealed class VerdictTests
{
    static readonly Func<Random, double> s_outliers = random => (random.Next(20) == 0 ? 4 : 1) * Math.Exp(0.01 * Synthetic.Normal(random));
    static readonly Func<Random, double> s_bimodal = random => (random.Next(2) == 0 ? 1.3 : 1) * Math.Exp(0.01 * Synthetic.Normal(random));

    public static TheoryData<string, double, string> Table => new()
    {
        { "quiet", 1.00, "Same" }, { "quiet", 1.04, "Same" }, { "quiet", 1.15, "Slower" }, { "quiet", 3.00, "Slower" }, { "quiet", 0.80, "Faster" }, { "quiet", 0.96, "Same" },
        { "outliers", 1.00, "Same" }, { "outliers", 1.15, "Slower" }, { "outliers", 0.80, "Faster" },
        { "drift", 1.00, "Same" }, { "drift", 1.15, "Slower" }, { "drift", 0.80, "Faster" },
        { "launches differ wildly", 1.00, "Unknown" }, { "launches differ wildly", 1.15, "Unknown" },
        { "the floor moves", 1.00, "Unknown" }, { "the floor moves", 1.15, "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_verdict_is_the_expected_one(string noise, double slowdown, string expected)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Judged judged = Judging.Judge(Machine(noise, slowdown, seed), seed);
            Judgement judgement = judged.Judgement;
            Assert.True(expected == judgement.Time.ToString(), $"seed {seed}: {judgement} after {Estimate.Of(judged.Runs[^1], seed)}");
            Assert.Equal(judgement.Time == Verdict.Unknown, judgement.Reason.Length > 0);
        }
    }

    [Fact]
    public void Identical_code_is_never_called_slower()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            Assert.NotEqual(Verdict.Slower, Judging.Verdict(new Synthetic(seed) { LaunchNoise = 0.03 }, seed));
        }
    }

    [Fact]
    public void Identical_code_on_a_machine_of_two_moods_is_never_called_slower()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Assert.NotEqual(Verdict.Slower, Judging.Verdict(new Synthetic(seed) { RoundNoise = s_bimodal }, seed));
        }
    }

    [Fact]
    public void Fifteen_percent_are_always_called_slower()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Assert.Equal(Verdict.Slower, Judging.Verdict(new Synthetic(seed) { Slowdown = _ => 1.15, LaunchNoise = 0.015 }, seed));
        }
    }

    [Fact]
    public void Only_what_is_suspect_is_measured_again()
    {
        _ = Assert.Single(Judging.Judge(new Synthetic(1)).Runs);
        Assert.Equal(2, Judging.Judge(new Synthetic(1) { Slowdown = _ => 1.15 }).Runs.Count);
    }

    [Fact]
    public void A_noisy_first_run_is_measured_again_with_twice_the_launches() =>
        Assert.Equal(12, Judging.Judge(new Synthetic(2) { LaunchNoise = 0.3 }).Runs[1].Launches.Count);

    [Fact]
    public void A_machine_that_moved_in_the_first_run_is_forgiven_where_it_stands_still_in_the_next()
    {
        Judged judged = Judging.Judge(new Synthetic(1) { Slowdown = _ => 1.15, FloorShift = process => Judging.InRun(process, 1.08, 1, 1) });

        Assert.Equal((Verdict.Slower, 2), (judged.Judgement.Time, judged.Runs.Count));
    }

    [Fact]
    public void A_busy_machine_gets_fewer_launches_and_never_fewer_than_two()
    {
        Assert.Equal(2, Launches(TimeSpan.FromSeconds(100)));
        // The third look would be the one that shows that a fourth launch no longer fits.
        Assert.Equal(3, Launches(TimeSpan.FromSeconds(20)));
        Assert.Equal(6, Launches(TimeSpan.FromSeconds(1)));

        static int Launches(TimeSpan tick) => Judging.Run(new Synthetic(1), 1, tick).Benchmarks.Single().Runs[0].Launches.Count;
    }

    [Fact]
    public void A_base_that_fails_makes_it_unknown_and_a_change_that_fails_ends_the_run()
    {
        Judgement judgement = Judging.Judge(new Synthetic(1) { Fails = Side.Base }).Judgement;
        Assert.Equal(Verdict.Unknown, judgement.Time);
        Assert.Contains("it broke", judgement.Reason, StringComparison.Ordinal);

        var machine = new Synthetic(1) { Fails = Side.Change };
        _ = Assert.Throws<MeasurementException>(() => Judging.Judge(machine));
        Assert.Equal(0, machine.Running);
    }

    static Synthetic Machine(string noise, double slowdown, int seed) => noise switch
    {
        "quiet" => new Synthetic(seed) { Slowdown = _ => slowdown },
        "outliers" => new Synthetic(seed) { Slowdown = _ => slowdown, RoundNoise = s_outliers, LaunchNoise = 0.005 },
        "drift" => new Synthetic(seed) { Slowdown = _ => slowdown, Drift = 0.005 },
        "launches differ wildly" => new Synthetic(seed) { Slowdown = _ => slowdown, LaunchNoise = 0.4 },
        "the floor moves" => new Synthetic(seed) { Slowdown = _ => slowdown, FloorShift = _ => 1.08 },
        _ => throw new ArgumentOutOfRangeException(nameof(noise)),
    };
}
