using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Gate.Tests.Budgets;

/// <summary>Counting is exact, or refused.</summary>
public sealed class CountedOperationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Bytes_and_counters_are_those_of_one_run(int objects)
    {
        var sample = new CountedSample(objects: _ => objects, statements: 3);
        var counts = await sample.CountAsync(new BudgetSettings(), default);

        Assert.Equal(new Dictionary<string, long> { ["managedBytes"] = objects * CountedSample.ObjectBytes, ["statements"] = 3 }, counts);
        Assert.True(sample.IsTornDown);
    }

    [Fact]
    public async Task What_it_costs_at_first_is_not_what_it_costs()
    {
        var counts = await new CountedSample(objects: static run => run <= 60 ? 5 : 1).CountAsync(new BudgetSettings(), default);
        Assert.Equal(CountedSample.ObjectBytes, counts["managedBytes"]);
    }

    [Fact]
    public async Task One_that_differs_from_run_to_run_is_refused_and_says_what_it_cost()
    {
        var sample = new CountedSample(objects: static run => run % 2, statements: 1);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sample.CountAsync(new BudgetSettings(), default));
        Assert.Contains("'sample'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("statements 1", refused.Message, StringComparison.Ordinal);
        Assert.True(sample.IsTornDown);
    }

    [Fact]
    public async Task A_count_that_is_not_exact_is_left_out()
    {
        var counts = await new CountedSample(objects: static run => run % 2, statements: 1, isBytesExact: false).CountAsync(new BudgetSettings(), default);
        Assert.Equal(new Dictionary<string, long> { ["statements"] = 1 }, counts);
    }

    [Fact]
    public async Task It_can_be_stopped()
    {
        var sample = new CountedSample();
        _ = await Assert.ThrowsAsync<OperationCanceledException>(() => sample.CountAsync(new BudgetSettings(), new CancellationToken(canceled: true)));
        Assert.Equal((0, true), (sample.Runs, sample.IsTornDown));
    }
}
