using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>By how much a bar misses its aim, what bounds it, and why.</summary>
public sealed class DistancesTests
{
    [Fact]
    public void More_is_better_and_the_minimum_is_beyond_the_floor() => Assert.Contains(
        "* **hits of 2 threads** (times those of one): 1.25 is 35.9 % short of the aim of 1.95, 21.9 % short of the minimum of 1.60. "
        + "ConcurrentDictionary reaches 1.33; the minimum is beyond it, and we are 6.3 % short of that. A hit takes no lock",
        Lines(SyntheticRun.Threads(10, 16, 10, 15)),
        StringComparison.Ordinal);

    [Fact]
    public void Of_a_minimum_that_is_met_only_the_aim_is_told_and_that_it_is_beyond_the_floor() => Assert.Contains(
        "1.74 is 10.8 % short of the aim of 1.95. ConcurrentDictionary reaches 1.67; the aim is beyond it. A hit takes no lock",
        Lines(SyntheticRun.Threads(10, 11.5, 10, 12)),
        StringComparison.Ordinal);

    [Fact]
    public void A_floor_that_is_at_the_aim_excuses_nothing() => Assert.Contains(
        "ConcurrentDictionary reaches 2.00, and we are 37.5 % short of that.", Lines(SyntheticRun.Threads(10, 16, 10, 10)), StringComparison.Ordinal);

    [Fact]
    public void Less_is_better_and_no_profile_is_no_reason()
    {
        string lines = Lines(SyntheticRun.Of(("SignalCacheWriteBenchmarks.Put", 150)));

        Assert.Contains("* **put** (ns): 150 is 275 % above the aim of 40.0, 50 % above the minimum of 100. No profile says why yet.", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_nothing_there_is_no_share() => Assert.Contains(
        "* **put** (bytes allocated): 16.0 is 16.0 above the aim of 0.00, 16.0 above the minimum of 0.00.", Lines(SyntheticRun.Of()), StringComparison.Ordinal);

    [Fact]
    public void A_bar_at_its_aim_and_one_that_was_not_measured_have_none()
    {
        Measurements run = SyntheticRun.Threads(10, 10, 10, 15);
        run.Counts.Clear();

        Assert.Equal("Every bar that was measured is at its aim.\n", Lines(run));
    }

    [Fact]
    public void Each_reason_belongs_to_a_bar()
    {
        Assert.NotEmpty(Reasons.Names);
        Assert.Empty(Reasons.Names.Except(Bars.All.Select(bar => bar.Name), StringComparer.Ordinal));
        Assert.All(Reasons.Names, name => Assert.Matches(@"^[A-Z0-9].*\.$", Reasons.Of(SyntheticRun.Bar(name))));
    }

    static string Lines(Measurements run) => SyntheticRun.Text(Distances.Write, run);
}
