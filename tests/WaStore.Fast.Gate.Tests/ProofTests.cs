using WaStore.Fast.Gate.Commands;
using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Proving;
using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Whether <c>--prove</c> itself would notice a gate that does not work.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task A_gate_that_finds_what_is_there_is_proven()
    {
        (int status, string output) = await ProveAsync(handicap => Machine(1 + handicap.Slowdown, handicap.Allocate ? 24 : 0));

        Assert.True(status == GateExit.Passed, output);
        Assert.EndsWith("PROVEN\n", output, StringComparison.Ordinal);
        Assert.Contains("15 % slower      work       3/3     -", output, StringComparison.Ordinal);
        Assert.Contains("identical        work       -       0/3", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, true, 24)]
    [InlineData(1.0, false, 0)]
    public async Task One_that_misses_is_not(double slowdown, bool works, int bytes)
    {
        // Either the slowdown or the object does not reach the measurement.
        (int status, string output) = await ProveAsync(handicap => Machine(works ? slowdown : 1 + handicap.Slowdown, handicap.Allocate ? bytes : 0));

        Assert.Equal(GateExit.Failed, status);
        Assert.EndsWith("NOT PROVEN\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cries_wolf_is_not()
    {
        (int status, string output) = await ProveAsync(handicap => Machine(1.2, handicap.Allocate ? 24 : 0));

        Assert.Equal(GateExit.Failed, status);
        Assert.Contains("identical        work       -       3/3", output, StringComparison.Ordinal);
    }

    static Synthetic Machine(double slowdown, double bytes) => new(4) { Slowdown = _ => slowdown, Bytes = (side, _) => side == Side.Change ? bytes : 0 };

    static async Task<(int Status, string Output)> ProveAsync(Func<Handicap, IProcessSource> source)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var proof = new Proof(Judging.Plan(1), 3, [], new Terminal(TextReader.Null, output, TextWriter.Null));
        return (await proof.RunAsync(["work"], source, default), output.ToString());
    }
}
