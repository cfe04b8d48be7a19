using System.Text.Json;
using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Gate.Tests;

/// <summary>The whole command over a repository with a benchmark program of its own. What is asserted of a measurement is what it allocates: that does not depend on the machine.</summary>
public sealed class EndToEndTests
{
    static readonly string[] s_short = ["--rounds", "2", "--launches", "2"];

    [Fact]
    public async Task A_change_that_allocates_more_fails_and_is_reported()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100);
        string before = await repository.CommitAsync("note", "1");
        repository.WriteProgram(bytes: 200);
        string json = Path.Combine(repository.Temporary, "gate.json");
        string markdown = Path.Combine(repository.Temporary, "gate.md");

        (int status, string output, string error) = await RunAsync(repository, "--json", json, "--markdown", markdown);

        Assert.True(status == GateExit.Failed, error + output);
        Assert.Contains("made-up allocates more", output.Replace(" is slower and", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("FAILED", File.ReadAllText(markdown), StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.True(report.GetProperty("failed").GetBoolean());
        Assert.True(report.GetProperty("changeHasUncommitted").GetBoolean());
        Assert.Equal(before, report.GetProperty("base").GetString());
        JsonElement benchmark = Assert.Single(report.GetProperty("benchmarks").EnumerateArray());
        Assert.Equal("More", benchmark.GetProperty("judgement").GetProperty("allocation").GetString());
        JsonElement allocation = benchmark.GetProperty("judgement").GetProperty("estimate").GetProperty("allocation");
        Assert.Equal((128, 224), (allocation.GetProperty("base").GetDouble(), allocation.GetProperty("change").GetDouble()));
        Assert.Equal(2, benchmark.GetProperty("runs")[0].GetProperty("launches")[0].GetProperty("rounds").GetArrayLength());
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    [Fact]
    public async Task A_broken_budget_fails_though_nothing_is_slower()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100, rows: 5);
        _ = await repository.CommitAsync(BudgetFile.DefaultPath, """{ "budgets": { "counted": { "rows": 5 } } }""");
        repository.WriteProgram(bytes: 100, rows: 6);
        string json = Path.Combine(repository.Temporary, "gate.json");

        (int status, string output, string error) = await RunAsync(repository, "--json", json);

        Assert.True(status == GateExit.Failed, error + output);
        Assert.Contains("Exceeded    counted  rows  budget         5  count         6", output, StringComparison.Ordinal);
        Assert.Contains("a budget is broken", output, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.True(report.GetProperty("failed").GetBoolean());
        Assert.Equal("Exceeded", Assert.Single(report.GetProperty("budgets").EnumerateArray()).GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Budgets_that_cannot_be_read_are_status_3()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100);
        _ = await repository.CommitAsync("note", "1");
        _ = await repository.CommitAsync(BudgetFile.DefaultPath, "no budgets");

        (int status, _, string error) = await RunAsync(repository);

        Assert.Equal(GateExit.CouldNotRun, status);
        Assert.Contains("the change's budgets cannot be counted: gate: ", error, StringComparison.Ordinal);
        Assert.Contains("is no file of budgets", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_does_not_build_is_unknown_and_does_not_fail()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100);
        _ = await repository.CommitAsync("bench/Broken.cs", "this is no program");
        File.Delete(repository.File("bench/Broken.cs"));

        (int status, string output, string error) = await RunAsync(repository);

        Assert.True(status == GateExit.Passed, error);
        Assert.Contains("UNKNOWN made-up: the base cannot be measured: it does not build: bench/Broken.cs", output, StringComparison.Ordinal);
        Assert.Contains("PASSED, BUT UNKNOWN: made-up", output, StringComparison.Ordinal);
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    [Fact]
    public async Task A_base_without_the_benchmark_is_unknown_and_so_is_one_that_the_change_has_dropped()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100, "old");
        _ = await repository.CommitAsync("note", "1");
        repository.WriteProgram(bytes: 100, "new");

        (int status, string output, string error) = await RunAsync(repository);

        Assert.True(status == GateExit.Passed, error);
        Assert.Contains("UNKNOWN new: the base has no such benchmark", output, StringComparison.Ordinal);
        Assert.Contains("UNKNOWN old: the change has no such benchmark any more", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_without_the_project_is_unknown()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("note", "1");
        repository.WriteProgram(bytes: 100);
        _ = await repository.CommitAsync("note", "2");

        (int status, string output, string error) = await RunAsync(repository);

        Assert.True(status == GateExit.Passed, error);
        Assert.Contains($"UNKNOWN made-up: the base cannot be measured: it has no project '{Path.Combine("bench", "bench.csproj")}'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_does_not_build_is_status_3()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100);
        _ = await repository.CommitAsync("note", "1");
        repository.Write("bench/Program.cs", "this is no program");

        (int status, _, string error) = await RunAsync(repository);

        Assert.Equal(GateExit.CouldNotRun, status);
        Assert.Contains("the change cannot be measured: it does not build: bench/Program.cs", error, StringComparison.Ordinal);
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    static Task<(int Status, string Output, string Error)> RunAsync(TemporaryRepository repository, params string[] arguments) =>
        GateCommandTests.RunAsync(["gate", "--project", repository.File("bench"), .. s_short, .. arguments]);
}
