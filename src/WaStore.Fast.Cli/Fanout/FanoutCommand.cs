using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace WaStore.Fast.Cli.Fanout;

/// <summary><c>wastore fanout</c>.</summary>
static class FanoutCommand
{
    internal const string Details = """
        Measured is what a client reads and writes for a send, through the Signal cache and in this
        library's batches: before the wire one transaction (sessions, identities, sender key, sent
        message), after the server's acknowledgement one more (who has the key, the message's
        secret). Not measured, because not there: network, key agreement, encryption; the chains do
        step. Records are libsignal's with random keys, in real sizes (sessions 490 to 1,500 bytes,
        message 300).

          first  No session, identity key or sender key is stored: all are looked for, then
                 written. (Members and device lists came from the server before.)
          cold   Everything is stored and nothing is in memory: the account was closed and opened.
                 Somebody left before it, so a new sender key goes to all devices.
          warm   The members have the key: the sender key and the sessions of our own two other
                 devices move on in memory. A lease covers 64 messages of a chain; a send that needs
                 a new one waits for a flush, which is synced to the disk and takes along all that
                 the sends before left, their messages and secrets too. Other sends wait for
                 nothing. What the last ones left is flushed after them, and counted. (A client
                 that pauses has that done 25 ms after the first of them.)

        --plot draws the times of the cold and the warm sends by percentile, as an SVG. Its name
        ends in .svg; a file that is there already is replaced only if it is such a picture.

        A file that is kept (--db) gets a new group with new members in each run.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Option<string?>("--db")
        {
            Description = "A new file, or one that this command made; any other is refused, since real ratchets would advance. Without it: a temporary file, deleted at the end.",
            HelpName = "FILE",
        };
        var participants = Number("--participants", "Members of the group other than ourselves.", FanoutSettings.DefaultParticipants, FanoutSettings.MaximumParticipants);
        var devices = Number("--devices", "Devices of each of them.", FanoutSettings.DefaultDevices, FanoutSettings.MaximumDevices);
        var messages = Number("--messages", "Sends to measure: warm ones, or with --cold cold ones.", FanoutSettings.DefaultMessages, FanoutSettings.MaximumMessages);
        var cold = new Option<bool>("--cold") { Description = "Every send starts with nothing in memory and distributes the sender key to all devices." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var plot = new Option<string?>("--plot") { Description = "Also draw the times into an SVG; of existing files only a picture of this command is replaced.", HelpName = "FILE" };
        var command = new Command("fanout", "Measures the storage work of group sends on a real SQLite file.") { database, participants, devices, messages, cold, json, plot };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new FanoutSettings(
                parsed.GetValue(database),
                parsed.GetValue(participants),
                parsed.GetValue(devices),
                parsed.GetValue(messages),
                parsed.GetValue(cold),
                parsed.GetValue(json),
                parsed.GetValue(plot));
            await RunAsync(settings, terminal, cancellationToken).ConfigureAwait(false);
            return ExitStatus.Success;
        });
        return command;
    }

    static async Task RunAsync(FanoutSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        FanoutReport report;
        // Before anything is measured: a name that will not do is found at once.
        var plot = settings.Plot is null ? null : PlotFile.At(settings.Plot);
        var account = await FanoutAccount.OpenAsync(settings.Database, cancellationToken).ConfigureAwait(false);
        await using (account.ConfigureAwait(false))
        {
            var run = new FanoutRun(account, settings);
            var figures = settings.Json || !terminal.IsInteractive
                ? await run.RunAsync(NoProgress.Instance, cancellationToken).ConfigureAwait(false)
                : await RunWithProgressAsync(run, settings, terminal.Console, cancellationToken).ConfigureAwait(false);
            report = FanoutReport.Of(settings, account, figures);
            plot?.Write(report.Draw(figures));
        }

        if (settings.Json)
        {
            await terminal.Output.WriteLineAsync(JsonSerializer.Serialize(report, FanoutJson.Default.FanoutReport)).ConfigureAwait(false);
        }
        else
        {
            FanoutTable.Write(terminal.Console, report);
        }
    }

    static Task<FanoutFigures> RunWithProgressAsync(FanoutRun run, FanoutSettings settings, IAnsiConsole console, CancellationToken cancellationToken) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("sending", maxValue: settings.AllSends);
                return run.RunAsync(new TaskProgress(task), cancellationToken);
            });

    static Option<int> Number(string name, string description, int defaultValue, int maximum)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = string.Create(CultureInfo.InvariantCulture, $"1..{maximum}"),
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || value > maximum))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from 1 to {maximum}, not '{token.Value}'"));
            }
        });
        return option;
    }

    sealed class NoProgress : IProgress<int>
    {
        internal static NoProgress Instance { get; } = new();

        public void Report(int value)
        {
        }
    }

    // Progress<T> would post every report to the thread pool, beside the sends that are being measured.
    sealed class TaskProgress(ProgressTask task) : IProgress<int>
    {
        public void Report(int value) => task.Value = value;
    }
}
