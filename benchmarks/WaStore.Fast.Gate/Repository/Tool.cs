using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Gate.Repository;

/// <summary>What a tool answered.</summary>
sealed record ToolRun(int ExitCode, string Output, string Error);

/// <summary>Runs git and dotnet.</summary>
static class Tool
{
    /// <summary>The host that runs this very program, so that both sides run on the runtime that the gate runs on.</summary>
    internal static string Dotnet { get; } =
        Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>Runs a tool to its end; a cancellation kills it.</summary>
    /// <exception cref="GateException">There is no such tool.</exception>
    internal static async Task<ToolRun> RunAsync(string file, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // Inside `dotnet run` or `dotnet test` these name the outer build's files. And a stash is a commit, which wants an author even where nobody is configured.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach (string role in (ReadOnlySpan<string>)["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{role}_NAME"] = "gate";
            start.Environment[$"GIT_{role}_EMAIL"] = "gate@localhost";
        }

        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new ToolRun(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new GateException($"'{start.FileName}' cannot be run: {exception.Message}", exception);
        }
    }
}
