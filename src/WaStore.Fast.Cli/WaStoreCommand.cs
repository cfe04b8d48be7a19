using System.CommandLine;
using System.CommandLine.Invocation;
using WaStore.Fast.Cli.Accounts;
using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Cli.Inspect;
using WaStore.Fast.Cli.Migrate;
using WaStore.Fast.Cli.Snapshot;
using WaStore.Fast.Cli.Verify;

namespace WaStore.Fast.Cli;

/// <summary>The root command: reads the command line, runs what it asks for, and says in one line what went wrong.</summary>
static class WaStoreCommand
{
    internal const string Name = "wastore";

    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var fanout = FanoutCommand.Create(terminal);
        var inspect = InspectCommand.Create(terminal);
        var verify = VerifyCommand.Create(terminal);
        var migrate = MigrateCommand.Create(terminal);
        var snapshot = SnapshotCommand.Create(terminal);
        var accounts = AccountsCommand.Create(terminal);
        var root = new RootCommand("Measures, looks into, migrates, copies and tidies the stores of WhatsApp-protocol clients (WaStore.Fast).")
        {
            fanout, inspect, verify, migrate, snapshot, accounts,
        };
        DetailedHelp.Install(root, new Dictionary<Command, string>
        {
            [fanout] = FanoutCommand.Details,
            [inspect] = InspectCommand.Details,
            [verify] = VerifyCommand.Details,
            [migrate] = MigrateCommand.Details,
            [snapshot] = SnapshotCommand.Details,
            [accounts] = AccountsCommand.Details,
        });
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            return ReportUsage(parsed, terminal);
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            // Failures are ours to word, and signals are Program's.
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Say(terminal, "interrupted");
            return ExitStatus.Interrupted;
        }
#pragma warning disable CA1031 // The outermost door of the program: whatever it is, the user gets a line and the shell a status.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Say(terminal, Failure.Describe(exception));
            return ExitStatus.Failure;
        }
    }

    static int ReportUsage(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        // Where the command itself is not known, that it is missing is no news.
        var errors = command is RootCommand && parsed.UnmatchedTokens.Count > 0 ? parsed.Errors.TakeLast(1) : parsed.Errors;
        foreach (var error in errors)
        {
            Say(terminal, error.Message);
        }

        terminal.Error.WriteLine($"Try '{(command is RootCommand ? Name : $"{Name} {command.Name}")} --help'.");
        return ExitStatus.Usage;
    }

    static void Say(Terminal terminal, string message) => terminal.Error.WriteLine($"{Name}: {message}");
}
