using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>The arithmetic.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void The_median_is_in_the_middle()
    {
        Assert.Equal(3, Median.Of([9, 1, 3]));
        Assert.Equal(2.5, Median.Of([4, 1, 3, 2]));
        Assert.Equal(2, Median.OfPairMeans([1, 2, 3]));
        // Means of pairs: 0 0.5 0.5 1 1 1 50 50.5 50.5 100, as hard to move as that.
        Assert.Equal(1, Median.OfPairMeans([0, 1, 1, 100]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_around_the_value()
    {
        var random = new Random(5);
        double[][] launches = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 15).Select(_ => Math.Log(1.2) + (0.05 * Synthetic.Normal(random))).ToArray())];

        RatioInterval interval = RatioInterval.Of(launches, 1);

        Assert.Equal(interval, RatioInterval.Of(launches, 1));
        Assert.NotEqual(interval, RatioInterval.Of(launches, 2));
        Assert.InRange(interval.Value, interval.Low, interval.High);
        Assert.InRange(1.2, interval.Low, interval.High);
        Assert.InRange(interval.High - interval.Low, 0.005, 0.1);
    }

    [Fact]
    public void Launches_that_differ_widen_the_interval_however_calm_their_rounds_are()
    {
        double[][] calm = [.. Enumerable.Repeat(0.0, 6).Select(value => Enumerable.Repeat(value, 15).ToArray())];
        double[][] different = [.. new[] { -0.1, -0.05, 0, 0, 0.05, 0.1 }.Select(value => Enumerable.Repeat(value, 15).ToArray())];

        Assert.Equal(0, RatioInterval.Of(calm, 1).Reach);
        Assert.True(RatioInterval.Of(different, 1).Reach > 0.03);
    }

    [Fact]
    public void The_inverse_of_an_interval_has_its_ends_turned_around() => Assert.Equal(new RatioInterval(0.8, 0.5, 2), new RatioInterval(1.25, 0.5, 2).Inverse);

    [Fact]
    public void A_round_compares_the_change_with_the_mean_of_both_bases()
    {
        var round = new Round("", new Cost(100, 0), new Cost(400, 0), new Cost(300, 0));

        Assert.Equal(1.5, Math.Exp(round.ChangeLog), 12);
        Assert.Equal(4, Math.Exp(round.ControlLog), 12);
    }

    [Fact]
    public void Every_order_comes_equally_often()
    {
        var order = new RoundOrder(new Random(1));
        string[] orders = [.. Enumerable.Range(0, 60).Select(_ => string.Join(' ', order.Next()))];

        Assert.Equal(6, orders.Distinct().Count());
        Assert.All(orders.CountBy(one => one), pair => Assert.Equal(10, pair.Value));
        Assert.NotEqual(orders[..6], orders[6..12]);
    }

    [Theory]
    [InlineData(6.0, 1_333_333)]
    [InlineData(400_000, 20)]
    [InlineData(80_000_000, 1)]
    public void A_round_takes_eight_milliseconds_or_is_one_operation(double nanoseconds, int operations) => Assert.Equal(operations, WarmUp.RoundOperations(nanoseconds));
}
