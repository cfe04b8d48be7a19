using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What two runs leave unknown is measured a third time, and what that decides.</summary>
public sealed class ThirdRunTests
{
    /// <summary>Where each look at the clock takes so long, two runs leave less time than two launches need.</summary>
    static readonly TimeSpan s_tick = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1.20, 1.08, 1.15, "Slower")]
    [InlineData(1.20, 1.08, 1.00, "Same")]
    [InlineData(1.40, 1.08, 1.08, "Unknown")]
    [InlineData(1.30, 1.03, 1.30, "Unknown")]
    public void Where_two_runs_contradict_each_other_the_third_decides_in_either_direction_if_none_contradicts_it(double first, double second, double third, string expected)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Judged judged = Judging.Judge(new Synthetic(seed) { Slowdown = process => Judging.InRun(process, first, second, third), LaunchNoise = 0.002 }, seed);

            Assert.True(expected == judged.Judgement.Time.ToString(), $"seed {seed}: {judged.Judgement}");
            Assert.Equal([6, 6, 12], judged.Runs.Select(run => run.Launches.Count));
            Assert.Equal(expected == "Unknown", judged.Judgement.Reason.Length > 0);
        }
    }

    [Theory]
    [InlineData(0.80, 0.93, 0.85, "Faster")]
    [InlineData(0.70, 0.93, 0.93, "Unknown")]
    [InlineData(0.80, 0.98, 0.80, "Unknown")]
    public void A_gain_is_judged_as_a_slowdown_is(double first, double second, double third, string expected)
    {
        // A gain alone is not measured again: the bytes are why.
        Judgement judgement = Judging.Judge(new Synthetic(1)
        {
            Slowdown = process => Judging.InRun(process, first, second, third),
            Bytes = (side, _) => side == Side.Change ? 200 : 100,
            LaunchNoise = 0.002,
        }).Judgement;

        Assert.Equal((expected, AllocationVerdict.More), (judgement.Time.ToString(), judgement.Allocation));
    }

    [Fact]
    public void What_contradicts_is_said_with_the_ratio_of_every_run()
    {
        Judgement judgement = Judging.Judge(new Synthetic(1) { Slowdown = process => Judging.InRun(process, 1.3, 1.03, 1.3), LaunchNoise = 0, RoundNoise = _ => 1 }).Judgement;

        Assert.Equal("slower in one run and not in another (1.300, 1.030, 1.300)", judgement.Reason);
    }

    [Fact]
    public void Without_time_for_a_third_the_contradiction_stays()
    {
        var machine = new Synthetic(1) { Slowdown = process => Judging.InRun(process, 1.3, 1.07, 1.07), LaunchNoise = 0, RoundNoise = _ => 1 };
        Judged judged = Judging.Run(machine, 1, s_tick).Benchmarks.Single();

        Assert.Equal(2, judged.Runs.Count);
        Assert.Equal(Verdict.Unknown, judged.Judgement.Time);
        Assert.Equal("slower in one run and not in another (1.300, 1.070)", judged.Judgement.Reason);
    }

    [Fact]
    public void What_two_runs_agree_on_is_not_measured_a_third_time() => Assert.Equal(2, Judging.Judge(new Synthetic(1) { Slowdown = _ => 1.2 }).Runs.Count);

    [Fact]
    public void A_base_that_fails_in_the_second_run_is_not_asked_a_third_time()
    {
        Judged judged = Judging.Judge(new Synthetic(1) { Slowdown = _ => 1.2, Fails = Side.Base, FailsFrom = Judging.ProcessesOfRun });

        Assert.Contains("it broke", judged.Judgement.Reason, StringComparison.Ordinal);
        Assert.Empty(judged.Runs);
    }

    [Theory]
    [InlineData(200, 100, 200, "More")]
    [InlineData(200, 100, 100, "Same")]
    public void More_in_one_run_and_not_in_the_other_is_what_the_third_says(double first, double second, double third, string expected)
    {
        Judged judged = Judging.Judge(new Synthetic(1) { Bytes = (side, process) => side == Side.Change ? Judging.InRun(process, first, second, third) : 100 });

        Assert.Equal(expected, judged.Judgement.Allocation.ToString());
        Assert.Equal(3, judged.Runs.Count);
    }

    [Fact]
    public void Bytes_that_two_runs_agree_on_are_not_what_the_third_is_asked()
    {
        Judgement judgement = Judging.Judge(new Synthetic(1)
        {
            Slowdown = process => Judging.InRun(process, 1.3, 1.07, 1.0),
            Bytes = (side, process) => side == Side.Change ? Judging.InRun(process, 200, 200, 100) : 100,
        }).Judgement;

        Assert.Equal(AllocationVerdict.More, judgement.Allocation);
    }

    [Fact]
    public void More_in_one_run_of_two_is_unknown_where_there_is_no_time_for_a_third()
    {
        var machine = new Synthetic(1) { Bytes = (side, process) => side == Side.Change ? Judging.InRun(process, 200, 100, 200) : 100 };
        Judgement judgement = Judging.Run(machine, 1, s_tick).Benchmarks.Single().Judgement;

        Assert.Equal(AllocationVerdict.Unknown, judgement.Allocation);
        Assert.False(judgement.Fails);
        Assert.Contains("bytes per operation", judgement.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.08)]
    [InlineData(0.15)]
    public void Identical_code_is_not_called_slower_where_noise_asks_for_a_third_run(double noise)
    {
        int third = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            Judged judged = Judging.Judge(new Synthetic(seed) { LaunchNoise = noise }, seed);
            Assert.True(judged.Judgement.Time != Verdict.Slower, $"seed {seed}: {judged.Judgement}");
            third += judged.Runs.Count == 3 ? 1 : 0;
        }

        Assert.InRange(third, 1, 100);
    }
}
