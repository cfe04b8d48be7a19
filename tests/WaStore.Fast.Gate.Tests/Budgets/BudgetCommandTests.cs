using System.Text.Json;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Commands;

namespace WaStore.Fast.Gate.Tests.Budgets;

/// <summary>The command: what fails the build, and what it writes.</summary>
public sealed class BudgetCommandTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("budgets-");
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    string FilePath => Path.Combine(_folder.FullName, "budgets.json");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData(3, "Kept", GateExit.Passed)]
    [InlineData(4, "Exceeded", GateExit.Failed)]
    [InlineData(2, "Improved", GateExit.Passed)]
    public async Task More_than_the_budget_fails_and_less_says_how_to_lower_it(int statements, string verdict, int exit)
    {
        Budget("sample", ("managedBytes", 0), ("statements", 3));
        Assert.Equal(exit, await RunAsync([new CountedSample(statements: statements)], "--all"));

        Assert.Contains(_output.ToString().Split('\n'), line => line.StartsWith(verdict, StringComparison.Ordinal) && line.Contains("statements", StringComparison.Ordinal));
        Assert.Equal(verdict == "Improved", _error.ToString().Contains("run 'budgets --update'", StringComparison.Ordinal));
        Assert.Equal(3, BudgetFile.Read(FilePath).Budgets["sample"]["statements"]);
    }

    [Fact]
    public async Task One_allocated_object_fails()
    {
        Budget("sample", ("managedBytes", 0), ("statements", 0));
        Assert.Equal(GateExit.Failed, await RunAsync([new CountedSample(objects: static _ => 1)]));
    }

    [Fact]
    public async Task Nothing_escapes_by_having_no_budget_or_by_going_away()
    {
        Assert.Equal(GateExit.Failed, await RunAsync([new CountedSample()]));
        Assert.Contains($"there is no {FilePath}", _error.ToString(), StringComparison.Ordinal);

        Budget("sample", ("managedBytes", 0), ("statements", 0), ("pages", 1));
        Assert.Equal(GateExit.Failed, await RunAsync([new CountedSample()]));

        Budget("sample", ("managedBytes", 0), ("statements", 0));
        Assert.Equal(GateExit.Failed, await RunAsync([new CountedSample("another")]));
        Assert.Contains("Gone", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_takes_what_was_counted_and_keeps_what_was_not()
    {
        Budget("gone", ("statements", 1));
        Budget("sample", ("statements", 9), ("pages", 1));
        Budget("published", ("bytes", 7));
        var samples = new Budgeted[] { new CountedSample(statements: 2), new Elsewhere() };
        Assert.Equal(GateExit.Passed, await RunAsync(samples, "--update"));

        var budgets = BudgetFile.Read(FilePath).Budgets;
        Assert.Equal(["published", "sample"], budgets.Keys);
        Assert.Equal(new Dictionary<string, long> { ["managedBytes"] = 0, ["statements"] = 2 }, budgets["sample"]);
        Assert.Equal(7, budgets["published"]["bytes"]);
        Assert.Equal(GateExit.Passed, await RunAsync(samples));
        Assert.Contains("cannot be had", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_is_held_against_its_own_budgets_only()
    {
        Budget("sample", ("managedBytes", 0), ("statements", 0));
        Budget("another", ("statements", 5));
        Assert.Equal(GateExit.Passed, await RunAsync([new CountedSample(), new CountedSample("another")], "--filter", "SAMPLE"));
        Assert.Equal(GateExit.Passed, await RunAsync([new CountedSample(), new CountedSample("another")], "--filter", "sample", "--update"));
        Assert.Equal(["another", "sample"], BudgetFile.Read(FilePath).Budgets.Keys);

        Assert.Equal(GateExit.CouldNotRun, await RunAsync([new CountedSample()], "--filter", "nothing"));
        Assert.Contains("There are: sample", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1010, GateExit.Passed)]
    [InlineData(990, GateExit.Passed)]
    [InlineData(1011, GateExit.Failed)]
    public async Task A_size_may_differ_by_its_tolerance_and_does_not_creep(int bytes, int exit)
    {
        Budget("sized", ("bytes", 1000));
        Assert.Equal(exit, await RunAsync([new Sized(bytes)]));
        if (exit == GateExit.Passed)
        {
            _ = await RunAsync([new Sized(bytes)], "--update");
            Assert.Equal(1000, BudgetFile.Read(FilePath).Budgets["sized"]["bytes"]);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_counted_is_no_pass()
    {
        Budget("sample", ("managedBytes", 0), ("statements", 0));
        Assert.Equal(GateExit.CouldNotRun, await RunAsync([new CountedSample(objects: static run => run % 2)]));
        Assert.Contains("'sample' cannot be counted", _error.ToString(), StringComparison.Ordinal);

        File.WriteAllText(FilePath, "{");
        Assert.Equal(GateExit.CouldNotRun, await RunAsync([new CountedSample()]));
    }

    [Fact]
    public async Task It_writes_what_a_pull_request_and_a_program_read()
    {
        Budget("sample", ("managedBytes", 0), ("statements", 1));
        var (json, markdown) = (Path.Combine(_folder.FullName, "counts.json"), Path.Combine(_folder.FullName, "counts.md"));
        Assert.Equal(GateExit.Failed, await RunAsync([new CountedSample(statements: 2)], "--json", json, "--markdown", markdown));

        Assert.Contains("| sample | statements | 1 | 2 | Exceeded |", File.ReadAllText(markdown), StringComparison.Ordinal);
        using var read = JsonDocument.Parse(File.ReadAllText(json));
        var line = Assert.Single(read.RootElement.EnumerateArray(), static line => line.GetProperty("measure").GetString() == "statements");
        Assert.Equal((1, 2, "Exceeded"), (line.GetProperty("budget").GetInt64(), line.GetProperty("count").GetInt64(), line.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Two_of_one_name_are_a_mistake_of_the_program() =>
        _ = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync([new CountedSample(), new CountedSample()]));

    void Budget(string name, params ReadOnlySpan<(string Measure, long Value)> budgets)
    {
        var file = BudgetFile.Read(FilePath);
        file.Budgets[name] = new(StringComparer.Ordinal);
        foreach (var (measure, value) in budgets)
        {
            file.Budgets[name][measure] = value;
        }

        file.Write(FilePath);
    }

    Task<int> RunAsync(IReadOnlyList<Budgeted> budgeted, params IEnumerable<string> options) =>
        GateProgram.RunAsync(["budgets", "--file", FilePath, .. options], [], budgeted, new Terminal(TextReader.Null, _output, _error), default);

    sealed class Sized(long bytes) : Budgeted
    {
        public override string Name => "sized";

        public override double ToleranceOf(string measure) => 0.01;

        public override Task<IReadOnlyDictionary<string, long>> CountAsync(BudgetSettings settings, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["bytes"] = bytes });
    }

    sealed class Elsewhere : Budgeted
    {
        public override string Name => "published";

        public override string? WhyMissing(BudgetSettings settings) => "it cannot be had";

        public override Task<IReadOnlyDictionary<string, long>> CountAsync(BudgetSettings settings, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
