using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Snapshot;

/// <summary><c>wastore snapshot</c>.</summary>
static class SnapshotCommand
{
    internal const string Details = """
        The copy is DB.snapshot-SECONDS-NAME, beside the file: all accounts as they were at one
        moment, readable by its owner alone. Clients that work on the file go on meanwhile. Of NAME
        the ASCII letters, digits, '_', '-' and '.' are kept, everything else becomes '_'.

        With --keep the newest N snapshots of this file stay, the new one among them; older ones
        are deleted, but only files that are named like that to the letter.

        A copy holds the account's keys, and it is old from its first moment on: two clients that
        run from a file and its copy, or one that goes back to a copy, reuse message keys.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DB") { Description = "The file of a store of WaStore.Fast or whatsapp-rust, of the newest schema." };
        var name = new Argument<string>("NAME") { Description = "Ends the copy's file name." };
        var keep = new Option<int?>("--keep") { Description = "How many snapshots of the file stay, the newest. Without it all do.", HelpName = "N" };
        keep.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1))
            {
                result.AddError($"--keep must be a number from 1, not '{token.Value}'");
            }
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("snapshot", "Copies a store's file beside itself, also while clients work on it.") { database, name, keep, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(parsed.GetRequiredValue(database), parsed.GetRequiredValue(name), parsed.GetValue(keep), parsed.GetValue(json), terminal, cancellationToken).ConfigureAwait(false);
            return ExitStatus.Success;
        });
        return command;
    }

    static async Task RunAsync(string path, string name, int? keep, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        SnapshotReport report;
        try
        {
            var database = await ExistingStore.OpenAsync(path, new SqliteOptions { SnapshotsToKeep = keep }, cancellationToken).ConfigureAwait(false);
            await using (database.ConfigureAwait(false))
            {
                report = json || !terminal.IsInteractive
                    ? await database.SnapshotAsync(name, cancellationToken: cancellationToken).ConfigureAwait(false)
                    : await CopyWithProgressAsync(database, name, terminal.Console, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException exception)
        {
            throw new CommandException($"{path} cannot be copied", exception);
        }

        if (json)
        {
            var printed = new PrintedSnapshot(report.Path, new FileInfo(report.Path).Length, report.Deleted, report.Undeleted);
            await terminal.Output.WriteLineAsync(JsonSerializer.Serialize(printed, SnapshotJson.Default.PrintedSnapshot)).ConfigureAwait(false);
            return;
        }

        await terminal.Output.WriteLineAsync($"copied to {report.Path}").ConfigureAwait(false);
        foreach (var deleted in report.Deleted)
        {
            await terminal.Output.WriteLineAsync($"deleted {deleted}").ConfigureAwait(false);
        }

        foreach (var undeleted in report.Undeleted)
        {
            await terminal.Output.WriteLineAsync($"could not delete {undeleted}").ConfigureAwait(false);
        }
    }

    static Task<SnapshotReport> CopyWithProgressAsync(SqliteDatabase database, string name, IAnsiConsole console, CancellationToken cancellationToken) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("copying");
                return await database.SnapshotAsync(name, progress: new TaskProgress(task), cancellationToken: cancellationToken).ConfigureAwait(false);
            });

    sealed class TaskProgress(ProgressTask task) : IProgress<SnapshotProgress>
    {
        public void Report(SnapshotProgress value)
        {
            task.MaxValue = value.Pages;
            task.Value = value.CopiedPages;
        }
    }
}

/// <summary>What <c>wastore snapshot --json</c> prints.</summary>
sealed record PrintedSnapshot(string Path, long Bytes, IReadOnlyList<string> Deleted, IReadOnlyList<string> Undeleted);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PrintedSnapshot))]
sealed partial class SnapshotJson : JsonSerializerContext;
