using System.CommandLine;
using System.CommandLine.Invocation;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Commands;

namespace WaStore.Fast.Gate;

/// <summary>The commands <c>gate</c>, <c>budgets</c> and <c>measure</c> of a benchmark program.</summary>
public static class GateProgram
{
    /// <summary>Whether the arguments ask for one of the gate's commands, so that a program can keep other commands of its own.</summary>
    public static bool Handles(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments is [GateCommand.Name or MeasureCommand.Name or BudgetCommand.Name, ..];
    }

    /// <summary>Runs <c>gate</c> or <c>budgets</c>, or <c>measure</c> as the process that the gate starts. Ctrl-C ends it tidily.</summary>
    /// <param name="arguments">The arguments of the program, from the command's name on.</param>
    /// <param name="benchmarks">What is gated.</param>
    /// <param name="budgeted">What has budgets; null for nothing.</param>
    /// <returns>The program's exit code, one of <see cref="GateExit"/>.</returns>
    /// <exception cref="ArgumentException">Two benchmarks have one name, or a name is empty or has white space.</exception>
    public static async Task<int> RunAsync(string[] arguments, IReadOnlyList<GatedBenchmark> benchmarks, IReadOnlyList<Budgeted>? budgeted = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var termination = new TerminationSignals();
        Terminal terminal = Terminal.OfProcess();
        if (arguments is [MeasureCommand.Name, ..])
        {
            // The protocol has standard output for itself; what a benchmark prints goes where it harms nobody.
            Console.SetOut(Console.Error);
        }

        return await RunAsync(arguments, benchmarks, budgeted ?? [], terminal, termination.Token).ConfigureAwait(false);
    }

    internal static async Task<int> RunAsync(
        string[] arguments, IReadOnlyList<GatedBenchmark> benchmarks, IReadOnlyList<Budgeted> budgeted, Terminal terminal, CancellationToken cancellationToken)
    {
        CheckNames(benchmarks);
        CheckNames(budgeted);
        var root = new RootCommand("Gates a change on the speed of its benchmarks.")
        {
            GateCommand.Create(terminal), new BudgetCommand(budgeted, terminal).Create(), MeasureCommand.Create(benchmarks, terminal),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message))
            {
                terminal.Say(message);
            }

            terminal.Error.WriteLine($"Try '{GateCommand.Name} --help'.");
            return GateExit.Usage;
        }

        // Failures are worded here, and signals are TerminationSignals'.
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Say("interrupted");
            return GateExit.Interrupted;
        }
        catch (Exception exception) when (exception is GateException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            terminal.Say(exception.Message);
            return GateExit.CouldNotRun;
        }
    }

    static void CheckNames(IReadOnlyList<GatedBenchmark> benchmarks)
    {
        ArgumentNullException.ThrowIfNull(benchmarks);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (GatedBenchmark benchmark in benchmarks)
        {
            if (benchmark.Name.Length == 0 || benchmark.Name.Any(char.IsWhiteSpace) || !names.Add(benchmark.Name))
            {
                throw new ArgumentException($"The name '{benchmark.Name}' is empty, has white space, or is another benchmark's, too.", nameof(benchmarks));
            }
        }
    }

    static void CheckNames(IReadOnlyList<Budgeted> budgeted)
    {
        if (budgeted.GroupBy(static one => one.Name, StringComparer.Ordinal).FirstOrDefault(static name => name.Key.Length == 0 || name.Count() > 1) is { } wrong)
        {
            throw new ArgumentException($"The name '{wrong.Key}' is empty or another's, too.", nameof(budgeted));
        }
    }
}
