using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>Where a bar stands, and what its table says of it.</summary>
public sealed class StandingTests
{
    [Fact]
    public void A_bar_that_the_floor_misses_too_is_beyond_it_and_still_missed()
    {
        // Two threads get 1.25 of one here, and arithmetic no more than 1.33.
        Assert.Contains(
            "| hits of 2 threads | times those of one | 1.60 | 1.95 | 1.25 | 1.33 | **missed**, beyond the floor itself |", Table(SyntheticRun.Threads(10, 16, 10, 15)), StringComparison.Ordinal);
        Assert.Contains("| 10.0 | 25.0 | 4.50 | 4.00 | **missed**, beyond the floor itself |", Table(Loads(ours: 200, c: 225, ef: 900)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_that_the_floor_meets_is_missed_and_nothing_else()
    {
        Assert.Contains("| 1.60 | 1.95 | 1.25 | 2.00 | **missed** |", Table(SyntheticRun.Threads(10, 16, 10, 10)), StringComparison.Ordinal);
        Assert.Contains("| 1.60 | 1.95 | 1.25 | 1.60 | **missed** |", Table(SyntheticRun.Threads(10, 16, 10, 12.5)), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_meets_a_bar_meets_it_whatever_the_floor_does()
    {
        Assert.Contains("| 1.60 | 1.95 | 1.67 | 1.33 | minimum |", Table(SyntheticRun.Threads(10, 12, 10, 15)), StringComparison.Ordinal);
        Assert.Contains("| 1.60 | 1.95 | 2.00 | 1.33 | aim |", Table(SyntheticRun.Threads(10, 10, 10, 15)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_is_said_so()
    {
        // As in the figures of a run before the control was there.
        Measurements old = SyntheticRun.Of(("SignalCacheReaderBenchmarks.ByKey[Threads=1]", 10), ("SignalCacheReaderBenchmarks.ByKey[Threads=2]", 16), (SyntheticRun.C, 1));

        Assert.Contains("| 1.60 | 1.95 | 1.25 | - | **missed** |", Table(old), StringComparison.Ordinal);
        Assert.Contains("| times as fast as EfCorePlain | 10.0 | 25.0 | - | - | not measured |", Table(old), StringComparison.Ordinal);
        Assert.Contains("| hit by text | ns | 40.0 | 20.0 | - |  | not measured |", Table(old), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_has_its_range_in_brackets_and_where_it_lies_in_it_decides()
    {
        Assert.Contains("| cold load of 1,000 sessions and identity keys | C | 1.35 | 1.15 | 1.30 (1.28-1.41) |  | minimum |", Table(ColdLoad(new Paired(1.3, 1.28, 1.41, 2))), StringComparison.Ordinal);
        Assert.Contains("| 1.35 | 1.15 | 1.30 |  | minimum |", Table(ColdLoad(new Paired(1.3, 1.3, 1.3, 2))), StringComparison.Ordinal);
    }

    [Fact]
    public void How_much_two_threads_do_turns_the_range_of_their_times_around() =>
        Assert.Contains("| times those of one | 1.60 | 1.95 | 1.25 (1.00-2.00) |", Table(Ratio("SignalCacheReaderBenchmarks.ByKey[Threads=2] / SignalCacheReaderBenchmarks.ByKey[Threads=1]", new Paired(1.6, 1, 2, 2))), StringComparison.Ordinal);

    [Fact]
    public void The_slow_ends_have_a_ratio_of_their_own()
    {
        Measurements run = Ratio("SignalCachePacedFlushBenchmarks.Flush[Rows=1000] / SignalCachePacedFlushBenchmarks.C[Rows=1000]", new Paired(0.9, 0.8, 1, 0.5));

        Assert.Contains("| flush of 1,000 every 25 ms | C | 1.00 | 0.60 | 0.90 (0.80-1.00) | - | minimum |", Table(run), StringComparison.Ordinal);
        Assert.Contains("| the same, p99 | p99 of C | 1.00 | 0.55 | 0.50 |  | aim |", Table(run), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_takes_turns_with_its_floor() => Assert.Equal(
        [
            new Pair("SignalCacheReaderBenchmarks.ByKey[Threads=2]", "SignalCacheReaderBenchmarks.ByKey[Threads=1]"),
            new Pair("SignalCacheReaderBenchmarks.ConcurrentDictionary[Threads=2]", "SignalCacheReaderBenchmarks.ConcurrentDictionary[Threads=1]"),
        ],
        Assert.Single(Bars.TurnsOf([SyntheticRun.Bar("hits of 2 threads, times those of one")])));

    [Fact]
    public void Every_bar_has_a_row_and_a_name_of_its_own()
    {
        Assert.Equal(Bars.All.Count + 2, Table(SyntheticRun.Of()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(Bars.All.Count, Bars.All.Select(bar => bar.Name).Distinct(StringComparer.Ordinal).Count());
    }

    static Measurements Loads(double ours, double c, double ef) => SyntheticRun.Of((SyntheticRun.Ours, ours), (SyntheticRun.C, c), (SyntheticRun.Ef, ef));

    static Measurements ColdLoad(Paired paired) => Ratio("SignalCacheLoadBenchmarks.Cold / SignalCacheLoadBenchmarks.C", paired);

    static Measurements Ratio(string key, Paired paired) => Measurements.Of(new SortedDictionary<string, Paired>(StringComparer.Ordinal) { [key] = paired });

    static string Table(Measurements run) => SyntheticRun.Text(BarTable.Write, run);
}
