using System.Diagnostics;
using WaStore.Fast.Benchmarks.Pairs;

namespace WaStore.Fast.Gate.Tests.Pairs;

/// <summary>A benchmark by its name, set up, run round by round and cleaned up.</summary>
[Collection(RecordingSuite.Collection)]
public sealed class SubjectTests
{
    public SubjectTests() => RecordingSuite.Log.Clear();

    [Fact]
    public void It_is_set_up_with_its_parameters_once_and_cleaned_up()
    {
        using (var subject = Subject.Create("RecordingSuite.Nothing[Rows=2]"))
        {
            Assert.Equal(["setup 2"], RecordingSuite.Log);
            subject.Call();
            Assert.False(Subject.IsPrepared("RecordingSuite.Nothing[Rows=2]"));
        }

        Assert.Equal(["setup 2", "nothing 2", "cleanup 2"], RecordingSuite.Log);
    }

    [Fact]
    public void A_round_is_as_many_calls_as_take_five_milliseconds_found_once()
    {
        using var subject = Subject.Create("RecordingSuite.Answers[Rows=1]");
        // A call takes six, and is four operations.
        Assert.InRange(subject.Round(), 5e6 / 4, double.MaxValue);
        var first = RecordingSuite.Log.Count(static entry => entry == "answers 1");
        Assert.Equal(2, first);
        var start = Stopwatch.GetTimestamp();
        var ofAnOperation = subject.Round();
        Assert.True(4 * ofAnOperation <= Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        Assert.Equal(3, RecordingSuite.Log.Count(static entry => entry == "answers 1"));
    }

    [Fact]
    public void What_is_prepared_is_one_call_a_round()
    {
        using var subject = Subject.Create("PreparedSuite.One");
        Assert.True(Subject.IsPrepared("PreparedSuite.One"));
        _ = subject.Round();
        _ = subject.Round();
        Assert.Equal(["prepare", "one", "prepare", "one"], RecordingSuite.Log);
    }

    [Theory]
    [InlineData("RecordingSuite.Nobody", "There is no benchmark 'RecordingSuite.Nobody'")]
    [InlineData("Nobody.Nothing", "There is no benchmark 'Nobody.Nothing'")]
    [InlineData("no name at all", "There is no benchmark")]
    [InlineData("RecordingSuite.Nothing[Columns=2]", "has no parameter 'Columns'")]
    public void What_there_is_not_is_named(string name, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Subject.Create(name)).Message, StringComparison.Ordinal);
        Assert.Empty(RecordingSuite.Log);
    }

    [Fact]
    public void What_needs_something_that_is_not_here_is_not_possible()
    {
        Assert.True(Subject.IsPossible("RecordingSuite.Nothing[Rows=1]"));
        Assert.False(Subject.IsPossible("RecordingSuite.Impossible[Rows=1]"));
    }
}
