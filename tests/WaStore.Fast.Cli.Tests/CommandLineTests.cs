namespace WaStore.Fast.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "wastore --help", "Required command")]
    [InlineData("nonsense", "wastore --help", "nonsense")]
    [InlineData("inspect", "wastore inspect --help", "inspect")]
    [InlineData("inspect a b", "wastore inspect --help", "b")]
    [InlineData("inspect a --colour", "wastore inspect --help", "--colour")]
    [InlineData("migrate", "wastore migrate --help", "migrate")]
    [InlineData("migrate a b", "wastore migrate --help", "b")]
    [InlineData("migrate a --force", "wastore migrate --help", "--force")]
    [InlineData("fanout --participants 0", "wastore fanout --help", "--participants must be a number from 1 to 5000, not '0'")]
    [InlineData("fanout --participants 5001", "wastore fanout --help", "--participants must be a number from 1 to 5000, not '5001'")]
    [InlineData("fanout --participants many", "wastore fanout --help", "'many'")]
    [InlineData("fanout --devices 11", "wastore fanout --help", "--devices must be a number from 1 to 10, not '11'")]
    [InlineData("fanout --messages -5", "wastore fanout --help", "--messages must be a number from 1 to 100000, not '-5'")]
    [InlineData("fanout --db", "wastore fanout --help", "--db")]
    [InlineData("fanout store.db", "wastore fanout --help", "store.db")]
    public async Task A_command_line_without_sense_is_a_usage_error(string arguments, string help, string because)
    {
        var run = await CliRun.InProcessAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitStatus.Usage, run.Status);
        Assert.Equal("", run.Output);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines[..^1], line => Assert.StartsWith("wastore: ", line, StringComparison.Ordinal));
        Assert.Contains(lines[..^1], line => line.Contains(because, StringComparison.Ordinal));
        Assert.Equal($"Try '{help}'.", lines[^1].TrimEnd());
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("--help", "fanout", "inspect", "migrate")]
    [InlineData("fanout --help", "--participants", "no", "A lease", "Signal cache")]
    [InlineData("inspect --help", "<DB>", "byte for byte")]
    [InlineData("migrate --help", "<DB>", "--json", "A copy of the file as it was")]
    public async Task Help_goes_to_standard_output(string arguments, params string[] contains)
    {
        var run = await CliRun.InProcessAsync(arguments.Split(' '));

        Assert.Equal(ExitStatus.Success, run.Status);
        Assert.Equal("", run.Error);
        Assert.All(contains, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_prints_a_version()
    {
        var run = await CliRun.InProcessAsync("--version");

        Assert.Equal(ExitStatus.Success, run.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Fact]
    public async Task The_shell_is_told_success_failure_and_usage_apart()
    {
        using var folder = new StoreFolder();

        var help = await CliProcess.RunAsync(folder.Path, [], "--help");
        var failure = await CliProcess.RunAsync(folder.Path, [], "inspect", folder.File("missing.db"));
        var usage = await CliProcess.RunAsync(folder.Path, [], "fanout", "--devices", "0");

        Assert.Equal((0, ""), (help.Status, help.Error));
        failure.AssertFailed(1, "there is no such file");
        Assert.Equal((2, ""), (usage.Status, usage.Output));
    }
}
