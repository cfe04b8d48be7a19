using System.CommandLine;
using WaStore.Fast.Gate.Measuring;

namespace WaStore.Fast.Gate.Commands;

/// <summary><c>measure</c>: what the gate starts on each side. Not for people, so help does not list it.</summary>
static class MeasureCommand
{
    internal const string Name = "measure";
    internal const string HandicapSlowdown = "--handicap-slowdown";
    internal const string HandicapAllocate = "--handicap-allocate";

    internal static Command Create(IReadOnlyList<GatedBenchmark> benchmarks, Terminal terminal)
    {
        var slowdown = new Option<double>(HandicapSlowdown) { Hidden = true };
        var allocate = new Option<bool>(HandicapAllocate) { Hidden = true };
        var command = new Command(Name, "Measures what it is asked for on standard input; the gate starts it.") { slowdown, allocate };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using var loop = new MeasureLoop(benchmarks, new Handicap(parsed.GetValue(slowdown), parsed.GetValue(allocate)), terminal.Input, terminal.Output);
            return loop.Run();
        });
        return command;
    }
}
