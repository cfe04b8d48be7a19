using System.Globalization;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What the tests start as a process: a good benchmark program, or one that misbehaves as its last argument says.</summary>
static class TestProgram
{
    internal static string Path => typeof(TestProgram).Assembly.Location;

    static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["measure", "dies"]:
                await Console.Error.WriteLineAsync("the last words");
                return 7;
            case ["measure", "dies-later"]:
                Hello(1, "counting");
                _ = Console.ReadLine();
                await Console.Error.WriteLineAsync("the last words");
                return 7;
            case ["measure", "hangs"]:
                await Console.Error.WriteLineAsync("waiting for nothing");
                await Task.Delay(Timeout.Infinite);
                return 0;
            case ["measure", "chats"]:
                Console.WriteLine("Available Benchmarks: #0 Some");
                _ = Console.ReadLine();
                return 0;
            case ["measure", "newer"]:
                Hello(99, "counting");
                _ = Console.ReadLine();
                return 0;
            case ["measure", "cores"]:
                Hello(1, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
                _ = Console.ReadLine();
                return 0;
            default:
                return await GateProgram.RunAsync(arguments, [new CountingBenchmark()]);
        }
    }

    static void Hello(int protocol, string benchmark) => Console.WriteLine($$"""{"kind":"Hello","protocol":{{protocol}},"benchmarks":["{{benchmark}}"]}""");
}
