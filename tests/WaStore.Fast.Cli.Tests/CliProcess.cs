using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Cli.Tests;

/// <summary>The program as a process of its own, for what only a process has: its status, its signals, its user.</summary>
sealed class CliProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly Process _process;
    readonly Task<string> _output;
    readonly Task<string> _error;

    CliProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    internal static string Dotnet { get; } =
        Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    internal static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "wastore.dll");

    internal bool HasEnded => _process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="temporary">Where it puts its temporary files.</param>
    /// <param name="prefix">A command that runs it, for instance as another user.</param>
    /// <param name="arguments">Its arguments.</param>
    internal static CliProcess Start(string temporary, IEnumerable<string> prefix, params string[] arguments)
    {
        string[] command = [.. prefix, Dotnet, "exec", Program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = temporary;
        start.Environment["TMP"] = temporary;
        return new CliProcess(Process.Start(start)!);
    }

    internal static async Task<CliRun> RunAsync(string temporary, IEnumerable<string> prefix, params string[] arguments)
    {
        using var process = Start(temporary, prefix, arguments);
        return await process.EndAsync();
    }

    internal async Task<CliRun> EndAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return new CliRun(_process.ExitCode, await _output, await _error);
    }

    /// <summary>Sends a signal by its name, as the shell's Ctrl-C does.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
