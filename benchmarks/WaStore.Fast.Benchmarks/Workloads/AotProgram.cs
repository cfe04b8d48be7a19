using System.Diagnostics;
using WaStore.Fast.Benchmarks.Budgets;
using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>The published program of tests/WaStore.Fast.Aot.</summary>
static class AotProgram
{
    /// <summary>Where it is.</summary>
    public const string Variable = "WASTORE_AOT_PROGRAM";

    /// <summary>Says why its benchmarks are left out, if they are.</summary>
    public static void Look()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Console.WriteLine($"The start of the AOT program is left out: {Variable} does not say where it is (dotnet publish tests/WaStore.Fast.Aot).");
        }
    }

    /// <summary>Publishes it, for some minutes of work, if nothing says where it is; says so if that cannot be done: it takes a native linker.</summary>
    public static async Task EnsurePublishedAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("wastore-aot-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        try
        {
            _ = await BudgetedOperations.Aot.CountAsync(new BudgetSettings(folder), CancellationToken.None);
            Environment.SetEnvironmentVariable(Variable, Path.Combine(folder, OperatingSystem.IsWindows() ? "WaStore.Fast.Aot.exe" : "WaStore.Fast.Aot"));
        }
        catch (InvalidOperationException refusal)
        {
            Console.WriteLine($"What takes the AOT program is left out: {refusal.Message}");
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it said.</returns>
    public static string Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable(Variable)!, arguments) { RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"The AOT program ended with {process.ExitCode}.");
    }
}
