using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What the gate says of managed bytes.</summary>
public sealed class AllocationVerdictTests
{
    [Theory]
    [InlineData(0, 0, "Same")]
    [InlineData(0, 0.9, "Same")]
    [InlineData(0, 24, "More")]
    [InlineData(1000, 1001.5, "More")]
    [InlineData(1000, 976, "Less")]
    public void The_verdict_is_the_expected_one(double before, double after, string expected)
    {
        Judgement judgement = Judging.Judge(new Synthetic(1) { Bytes = (side, _) => side == Side.Change ? after : before }).Judgement;

        Assert.Equal(expected, judgement.Allocation.ToString());
        Assert.Equal(expected == "More", judgement.Fails);
    }

    [Fact]
    public void Less_than_the_base_differs_from_itself_is_not_more() =>
        Assert.Equal(AllocationVerdict.Same, Judging.Judge(new Synthetic(1) { Bytes = (side, _) => side switch { Side.Base => 100, Side.Control => 140, _ => 170 } }).Judgement.Allocation);
}
