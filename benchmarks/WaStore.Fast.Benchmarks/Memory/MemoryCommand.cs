using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace WaStore.Fast.Benchmarks.Memory;

/// <summary>
/// <c>memory [--json]</c>: what an idle account takes, with 1, 50 and 500 of them in one process. Each figure is measured in a process of its own, since the heap is the process's.
/// </summary>
static class MemoryCommand
{
    public const string Name = "memory";

    // The process that measures: NAME --measure SHAPE ACCOUNTS.
    const string Measure = "--measure";

    static readonly int[] s_accounts = [1, 50, 500];
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure, string shape, string accounts]:
                Console.WriteLine(JsonSerializer.Serialize(await IdleAccounts.MeasureAsync(Enum.Parse<AccountShape>(shape), int.Parse(accounts, CultureInfo.InvariantCulture))));
                return 0;
            case []:
                Console.WriteLine(MemoryTable.Write(MeasureAll()));
                return 0;
            case ["--json"]:
                Console.WriteLine(JsonSerializer.Serialize(MeasureAll(), s_indented));
                return 0;
            default:
                await Console.Error.WriteLineAsync($"usage: {Name} [--json]");
                return 2;
        }
    }

    /// <summary>Every figure. Takes some minutes.</summary>
    public static MemoryFigure[] MeasureAll() => [.. Enum.GetValues<AccountShape>().SelectMany(static shape => s_accounts.Select(accounts => MeasureInChild(shape, accounts)))];

    static MemoryFigure MeasureInChild(AccountShape shape, int accounts)
    {
        string program = Environment.ProcessPath!;
        // Run as `dotnet program.dll`, the process is dotnet's.
        string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        var start = new ProcessStartInfo(program, [.. itself, Name, Measure, shape.ToString(), accounts.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using Process child = Process.Start(start)!;
        string said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && JsonSerializer.Deserialize<MemoryFigure>(said) is { } figure
            ? figure
            : throw new InvalidOperationException($"The process that measures {accounts} accounts ended with {child.ExitCode}: {said}");
    }
}
