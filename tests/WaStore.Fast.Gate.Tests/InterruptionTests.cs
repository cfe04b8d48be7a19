using System.Diagnostics;
using System.Globalization;
using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Ctrl-C.</summary>
public sealed class InterruptionTests
{
    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_processes_and_removes_work_trees(bool whileMeasuring)
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        repository.WriteProgram(bytes: 100);
        _ = await repository.CommitAsync("note", "1");
        _ = await repository.CommitAsync("note", "2");
        var start = new ProcessStartInfo(Tool.Dotnet, ["exec", TestProgram.Path, "gate", "--project", repository.File("bench"), "--launches", "1000"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = repository.Temporary;
        using Process gate = Process.Start(start)!;
        while (await gate.StandardError.ReadLineAsync() is { } line && !line.Contains(whileMeasuring ? "launch 2 of 1000" : "building the base", StringComparison.Ordinal))
        {
        }

        Assert.Equal(3, await repository.WorkTreesAsync());
        using (Process kill = Process.Start("kill", ["-s", "INT", gate.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        string error = await gate.StandardError.ReadToEndAsync();
        await gate.WaitForExitAsync();

        Assert.Equal(GateExit.Interrupted, gate.ExitCode);
        Assert.EndsWith("gate: interrupted\n", error, StringComparison.Ordinal);
        Assert.Equal(1, await repository.WorkTreesAsync());
        Assert.Empty(Directory.EnumerateDirectories(repository.Temporary, "wastore-gate-*"));
    }
}

/// <summary>A theory about POSIX signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no kill(1)";
        }
    }
}
