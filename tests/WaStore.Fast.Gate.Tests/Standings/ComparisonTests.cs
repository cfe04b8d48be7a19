using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>How we stand beside others, as a table.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Each_side_has_its_column_with_its_ratio_to_the_floor()
    {
        Measurements run = SyntheticRun.Of(
            ("SessionUpsertBenchmarks.Floor[Rows=64]", 100),
            ("SessionUpsertBenchmarks.Store[Rows=64]", 75),
            ("SessionUpsertBenchmarks.MicrosoftDataSqlite[Rows=64]", 160),
            ("SessionUpsertBenchmarks.EfCore[Rows=64]", 1234));

        Assert.Contains("\n| write 64 sessions in one call | 0.75 | 1.60 | - | 12.3 |\n", Table(run), StringComparison.Ordinal);
        Assert.StartsWith("| work | WaStore.Fast | Microsoft.Data.Sqlite, prepared | Dapper | EF Core |\n|---|---:|---:|---:|---:|\n", Table(run), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_has_its_range_and_who_was_not_asked_has_nothing()
    {
        Measurements run = Measurements.Of(new SortedDictionary<string, Paired>(StringComparer.Ordinal)
        {
            ["MutationMacBenchmarks.GetStore[Macs=200] / MutationMacBenchmarks.GetFloor[Macs=200]"] = new(0.9, 0.85, 1.1, 2),
        });

        Assert.Contains("\n| mutation MACs: read 200 by index | 0.90 (0.85-1.10) |  |  |  |\n", Table(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_has_a_row_of_its_own_and_a_place_for_every_side()
    {
        Assert.All(Comparisons.All, comparison => Assert.Equal(Comparisons.Sides.Count, comparison.Sides.Length));
        Assert.Equal(Comparisons.All.Count, Comparisons.All.Select(comparison => comparison.Work).Distinct(StringComparer.Ordinal).Count());
    }

    static string Table(Measurements run) => SyntheticRun.Text(ComparisonTable.Write, run);
}
