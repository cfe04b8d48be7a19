using System.Text.Json;

namespace WaStore.Fast.Cli.Tests;

/// <summary>What a command answered: its status and what it wrote.</summary>
sealed record CliRun(int Status, string Output, string Error)
{
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command in this process, with its console captured.</summary>
    internal static Task<CliRun> InProcessAsync(params string[] arguments) => InProcessAsync(CancellationToken.None, arguments);

    internal static Task<CliRun> InProcessAsync(CancellationToken cancellationToken, params string[] arguments) => InProcessAsync(arguments, input: null, cancellationToken);

    /// <summary>As if somebody sat there and typed.</summary>
    internal static async Task<CliRun> WithInputAsync(string typed, params string[] arguments)
    {
        using var input = new StringReader(typed);
        return await InProcessAsync(arguments, input, CancellationToken.None);
    }

    static async Task<CliRun> InProcessAsync(string[] arguments, TextReader? input, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await WaStoreCommand.RunAsync(arguments, Terminal.To(output, error, input), cancellationToken);
        return new CliRun(status, output.ToString(), error.ToString());
    }

    /// <summary>Asserts the one clear line of a failed command, and nothing on standard output.</summary>
    internal void AssertFailed(int status, string because)
    {
        Assert.True(status == Status, $"{Status}: {Error}");
        Assert.Equal("", Output);
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("wastore: ", line, StringComparison.Ordinal);
        Assert.Contains(because, line, StringComparison.Ordinal);
    }
}
