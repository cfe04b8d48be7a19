using WaStore.Fast.Benchmarks.Pairs;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Pairs;

/// <summary>Two benchmarks measured in turns.</summary>
[Collection(RecordingSuite.Collection)]
public sealed class PairedRunTests
{
    const int Launches = 3;
    const int Rounds = 120;
    const int RoundsOfSteady = 40;

    public PairedRunTests() => RecordingSuite.Log.Clear();

    [Fact]
    public void Each_round_is_one_of_each_and_who_begins_changes()
    {
        var said = new List<string>();
        var measured = new PairedRun(said.Add).Measure([[new Pair("PreparedSuite.One", "PreparedSuite.Other")]]);

        var (key, paired) = Assert.Single(measured);
        Assert.Equal("PreparedSuite.One / PreparedSuite.Other", key);
        Assert.InRange(paired.Ratio, paired.Low, paired.High);
        Assert.StartsWith(key + ": ", Assert.Single(said), StringComparison.Ordinal);

        var calls = RecordingSuite.Log.Where(static entry => entry != "prepare").ToArray();
        Assert.Equal(calls.Length, RecordingSuite.Log.Count - calls.Length);
        Assert.Equal(0, calls.Length % Launches);
        var last = calls[^(2 * Rounds)..];
        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(round % 2 == 0 ? ["one", "other"] : ["other", "one"], last[(2 * round)..((2 * round) + 2)]);
        }
    }

    [Fact]
    public void A_pair_of_which_one_needs_what_is_not_here_is_left_out() =>
        Assert.Empty(new PairedRun(static _ => { }).Measure(
            [[new Pair("RecordingSuite.Nothing[Rows=1]", "RecordingSuite.Impossible[Rows=1]")], [new Pair("RecordingSuite.Impossible[Rows=1]", "RecordingSuite.Nothing[Rows=1]")]]));

    [Fact]
    public void Pairs_of_a_group_take_turns()
    {
        var (one, other) = (new Pair("SteadySuite.One", "SteadySuite.Other"), new Pair("SteadySuite.Other", "SteadySuite.One"));
        var measured = new PairedRun(static _ => { }).Measure([[one, other]]);

        Assert.Equal([one.Key, other.Key], measured.Keys);
        Assert.Equal(0, RecordingSuite.Log.Count % Launches);
        var last = RecordingSuite.Log[^(4 * RoundsOfSteady)..];
        for (var round = 0; round < RoundsOfSteady; round++)
        {
            Assert.Equal(round % 2 == 0 ? ["one", "other", "other", "one"] : ["other", "one", "one", "other"], last[(4 * round)..((4 * round) + 4)]);
        }
    }

    [Fact]
    public void Pairs_whose_rounds_are_prepared_come_one_after_the_other_and_none_comes_twice()
    {
        var (one, other) = (new Pair("PreparedSuite.One", "PreparedSuite.Other"), new Pair("PreparedSuite.Other", "PreparedSuite.One"));
        var measured = new PairedRun(static _ => { }).Measure([[one, other], [one]]);

        Assert.Equal([one.Key, other.Key], measured.Keys);
        var last = RecordingSuite.Log.Where(static entry => entry != "prepare").ToArray()[^(2 * Rounds)..];
        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(round % 2 == 0 ? ["other", "one"] : ["one", "other"], last[(2 * round)..((2 * round) + 2)]);
        }
    }
}
