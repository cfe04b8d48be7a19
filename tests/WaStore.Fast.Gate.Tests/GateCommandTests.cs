using WaStore.Fast.Gate.Commands;
using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>The command line, and what it says when nothing can be measured.</summary>
public sealed class GateCommandTests
{
    [Theory]
    [InlineData("gate", "--rounds", "0")]
    [InlineData("gate", "--launches", "-1")]
    [InlineData("gate", "--prove-runs", "none")]
    [InlineData("gate", "--cores", "1,x")]
    [InlineData("gate", "--no-such-option")]
    [InlineData("no-such-command")]
    public async Task A_command_line_without_sense_is_status_2(params string[] arguments)
    {
        (int status, string output, string error) = await RunAsync(arguments);

        Assert.Equal((GateExit.Usage, ""), (status, output));
        Assert.StartsWith("gate: ", error, StringComparison.Ordinal);
        Assert.EndsWith("Try 'gate --help'.\n", error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_gate_and_hides_what_only_it_calls()
    {
        (int status, string output, _) = await RunAsync("--help");

        Assert.Equal(0, status);
        Assert.Contains("gate", output, StringComparison.Ordinal);
        Assert.DoesNotContain("measure ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_outside_of_git_is_status_3()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        File.WriteAllText(Path.Combine(repository.Temporary, "bench.csproj"), "<Project/>");

        (int status, _, string error) = await RunAsync("gate", "--project", repository.Temporary);

        Assert.Equal(GateExit.CouldNotRun, status);
        Assert.Contains("is not in a git work tree", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_base_is_status_3()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("bench/bench.csproj", "<Project/>");

        (int status, _, string error) = await RunAsync("gate", "--project", repository.File("bench"), "--base", "nowhere");

        Assert.Equal(GateExit.CouldNotRun, status);
        Assert.Contains("there is no commit 'nowhere'", error, StringComparison.Ordinal);
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    [Theory]
    [InlineData("no-such-folder", "is neither a project nor a folder with one")]
    public async Task A_project_that_is_not_there_is_status_3(string project, string said)
    {
        (int status, _, string error) = await RunAsync("gate", "--project", project);

        Assert.Equal(GateExit.CouldNotRun, status);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_of_a_program_is_found_above_it()
    {
        Assert.EndsWith("WaStore.Fast.Gate.Tests.csproj", ProjectFile.FindAbove(AppContext.BaseDirectory, "WaStore.Fast.Gate.Tests"), StringComparison.Ordinal);
        Assert.Null(ProjectFile.FindAbove(Path.GetPathRoot(AppContext.BaseDirectory)!, "any"));
    }

    [Fact]
    public void Names_must_tell_benchmarks_apart()
    {
        foreach (GatedBenchmark[] wrong in (GatedBenchmark[][])[[new CountingBenchmark(), new CountingBenchmark()], [new CountingBenchmark("")], [new CountingBenchmark("a b")]])
        {
            _ = Assert.Throws<ArgumentException>(() => { _ = GateProgram.RunAsync(["--help"], wrong, [], Nowhere(), default).GetAwaiter().GetResult(); });
        }
    }

    [Theory]
    [InlineData(true, "gate", "--prove")]
    [InlineData(true, "measure")]
    [InlineData(false, "--filter", "gate")]
    [InlineData(false)]
    public void Only_its_own_commands_are_handled(bool expected, params string[] arguments) => Assert.Equal(expected, GateProgram.Handles(arguments));

    internal static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int status = await GateProgram.RunAsync(arguments, [new CountingBenchmark()], [], new Terminal(TextReader.Null, output, error), default);
        return (status, output.ToString(), error.ToString());
    }

    static Terminal Nowhere() => new(TextReader.Null, TextWriter.Null, TextWriter.Null);
}
