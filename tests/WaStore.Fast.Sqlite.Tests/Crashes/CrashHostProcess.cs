using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>A child process that runs one verb of WaStore.Fast.CrashHost, to be waited for or killed.</summary>
sealed class CrashHostProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    static readonly string s_dotnet =
        Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    readonly Process _process;
    readonly Task<string> _error;

    CrashHostProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    internal int Id => _process.Id;

    internal bool HasEnded => _process.HasExited;

    /// <summary>Starts the program with a verb and its arguments.</summary>
    internal static CrashHostProcess Start(params string[] arguments)
    {
        string[] command = ["exec", Path.Combine(AppContext.BaseDirectory, "WaStore.Fast.CrashHost.dll"), .. arguments];
        var start = new ProcessStartInfo(s_dotnet, command) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new CrashHostProcess(Process.Start(start)!);
    }

    /// <summary>The next line that it says; null when it has ended.</summary>
    internal async Task<string?> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }

    /// <summary>Waits until it is ready to begin.</summary>
    internal async Task ReadyAsync()
    {
        var line = await ReadLineAsync();
        Assert.True(line == "ready", $"The child said '{line}': {(line is null ? await _error : "")}");
    }

    /// <summary>Gives the word to begin.</summary>
    internal void Go() => Say("go");

    /// <summary>Tells it something in a line.</summary>
    internal void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Tells it something, and waits for the answer that is expected.</summary>
    internal async Task AskAsync(string line, string answer)
    {
        Say(line);
        var said = await ReadLineAsync();
        Assert.True(said == answer, $"The child said '{said}' to '{line}': {(said is null ? await _error : "")}");
    }

    /// <summary>Kills it (SIGKILL) and waits until it is gone. Answers whether it still ran.</summary>
    internal async Task<bool> KillAsync()
    {
        _process.Kill();
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode != 0;
    }

    /// <summary>Waits until it has ended by itself, successfully.</summary>
    internal async Task SucceedAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        Assert.True(_process.ExitCode == 0, $"The child ended with {_process.ExitCode}: {await _error}");
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
