using System.Text.Json;
using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Protocol;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Bytes are counted for the whole process, so no other test may run beside these.</summary>
[CollectionDefinition("Counts bytes", DisableParallelization = true)]
public sealed class BytesAreCounted;

/// <summary>The measured process's side of the protocol.</summary>
[Collection("Counts bytes")]
public sealed class MeasureLoopTests
{
    const int SomeRounds = 20;

    readonly CountingBenchmark _benchmark = new();

    [Fact]
    public void It_says_hello_and_ends_with_its_input()
    {
        Reply hello = Assert.Single(Talk(Handicap.None));

        Assert.Equal((ReplyKind.Hello, Reply.CurrentProtocol), (hello.Kind, hello.Protocol));
        Assert.Equal(["counting"], hello.Benchmarks!);
        Assert.NotEmpty(hello.Library!);
    }

    [Fact]
    public void It_sets_up_warms_measures_tears_down_and_stops()
    {
        IReadOnlyList<Reply> replies = Talk(Handicap.None, [Line("Prepare"), .. Rounds(60), Line("Release"), Line("Stop"), Line("Run", 80)]);

        Assert.Equal([ReplyKind.Hello, ReplyKind.Ready, .. Enumerable.Repeat(ReplyKind.Round, SomeRounds), ReplyKind.Ready], replies.Select(reply => reply.Kind));
        Assert.True(replies[1].Operations > 0);
        Assert.Equal(0, LeastBytes(replies));
        Assert.Equal((1, 60, 1), (_benchmark.SetUps, _benchmark.Operations, _benchmark.TearDowns));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_set_up_at_the_end_is_torn_down_once(bool isReleased)
    {
        _ = Talk(Handicap.None, isReleased ? [Line("Prepare"), Line("Release")] : [Line("Prepare")]);

        Assert.Equal(1, _benchmark.TearDowns);
    }

    [Fact]
    public void Each_round_is_prepared()
    {
        _ = Talk(Handicap.None, Line("Run", 1), Line("Run", 1), Line("Run", 1));

        Assert.Equal(3, _benchmark.Rounds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("""{"kind":"Dance","benchmark":"counting"}""")]
    [InlineData("""{"kind":"Run","benchmark":"counting"}""")]
    [InlineData("""{"kind":"Run","benchmark":"counting","operations":-5}""")]
    [InlineData("""{"kind":"Run","benchmark":"another","operations":5}""")]
    [InlineData("""{"kind":"Run","operations":5}""")]
    public void A_bad_line_is_answered_and_the_next_one_is_served(string line)
    {
        IReadOnlyList<Reply> replies = Talk(Handicap.None, line, Line("Run", 5));

        Assert.Equal([ReplyKind.Hello, ReplyKind.Failure, ReplyKind.Round], replies.Select(reply => reply.Kind));
        Assert.NotEmpty(replies[1].Message!);
    }

    [Fact]
    public void A_benchmark_that_throws_is_reported()
    {
        IReadOnlyList<Reply> replies = Talk(new CountingBenchmark { Throws = true }, Handicap.None, Line("Run", 5));

        Assert.Equal("InvalidOperationException: nothing works", replies[1].Message);
    }

    [Fact]
    public void A_handicap_is_busy_until_the_round_has_taken_that_much_longer()
    {
        double now = 99;

        new Handicap(0.15, false).SlowDown(() => ++now);

        Assert.Equal(115, now);
    }

    [Fact]
    public void Without_one_nothing_is_waited_for_or_even_asked() => Handicap.None.SlowDown(() => throw new InvalidOperationException("asked"));

    [Fact]
    public void A_slow_round_is_no_other_work_and_allocates_nothing()
    {
        IReadOnlyList<Reply> replies = Talk(new Handicap(0.15, false), [.. Rounds(20)]);

        Assert.Equal((20, 0), (_benchmark.Operations, LeastBytes(replies)));
    }

    [Fact]
    public void A_handicap_allocates_one_object_an_operation_and_that_is_measured_exactly()
    {
        IReadOnlyList<Reply> replies = Talk(new Handicap(0, true), [.. Rounds(1000)]);

        Assert.Equal(1000 * 3 * nint.Size, LeastBytes(replies));
    }

    [Fact]
    public void The_floor_is_measured_as_it_is()
    {
        IReadOnlyList<Reply> replies = Talk(new Handicap(0, true), [Line("Prepare", 0, FloorBenchmark.FloorName), .. Rounds(20, FloorBenchmark.FloorName)]);

        Assert.Equal(0, LeastBytes(replies));
    }

    // The host of the tests has threads that allocate too, now and then; the benchmark does in every round or in none.
    static long LeastBytes(IEnumerable<Reply> replies) => replies.Where(reply => reply.Kind == ReplyKind.Round).Min(reply => reply.Bytes);

    static IEnumerable<string> Rounds(int operations, string benchmark = "counting") => Enumerable.Repeat(Line("Run", operations, benchmark), SomeRounds);

    IReadOnlyList<Reply> Talk(Handicap handicap, params string[] lines) => Talk(_benchmark, handicap, lines);

    static IReadOnlyList<Reply> Talk(GatedBenchmark benchmark, Handicap handicap, params string[] lines)
    {
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines) + (lines.Length > 0 ? "\n" : ""));
        using var loop = new MeasureLoop([benchmark], handicap, input, output);
        Assert.Equal(0, loop.Run());
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, ProtocolJson.Default.Reply)!)];
    }

    static string Line(string kind, int operations = 0, string benchmark = "counting") => $$"""{"kind":"{{kind}}","benchmark":"{{benchmark}}","operations":{{operations}}}""";
}
