using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Migrate;

/// <summary><c>wastore migrate</c>.</summary>
static class MigrateCommand
{
    internal const string Details = """
        A copy of the file as it was is kept first, beside it (DB.before-migration-SECONDS), with all
        that stands in its log, and readable by its owner alone. Then each missing migration is
        applied in a transaction of its own and recorded as whatsapp-rust records it, and blobs that
        an older whatsapp-rust wrote as bincode are written anew as protobuf, all in one transaction:
        its newest version would not read them.

        Nothing is created: a missing file is an error, and so is a database that is not a store.
        A file that is up to date is left as it is, but for indexes of our own (wsf_...) that it may
        lack, and no copy is kept. While another process owns its Signal state the file is refused,
        and the message says who that is (DB-wsf-owner, which stays beside the file). Ctrl-C ends the work between two steps; what is done stays done,
        and the next run goes on there.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DB") { Description = "The file of a store of WaStore.Fast or whatsapp-rust." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("migrate", "Brings an older store's file up to date, and keeps a copy of it first.") { database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(parsed.GetRequiredValue(database), parsed.GetValue(json), terminal, cancellationToken).ConfigureAwait(false);
            return ExitStatus.Success;
        });
        return command;
    }

    static async Task RunAsync(string path, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        // A name that looks like a URI is a name here, as for inspect.
        var file = Path.GetFullPath(path);
        MigrationReport report;
        try
        {
            report = terminal.ErrorConsole is { } console
                ? await console.Status().StartAsync("looking", context => MigrateAsync(file, new StatusProgress(context), cancellationToken)).ConfigureAwait(false)
                : await MigrateAsync(file, progress: null, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception)
        {
            throw new CommandException($"{path} cannot be migrated", exception);
        }

        if (json)
        {
            await terminal.Output.WriteLineAsync(JsonSerializer.Serialize(new MigrateResult(file, report), MigrateJson.Default.MigrateResult)).ConfigureAwait(false);
        }
        else
        {
            MigrateText.Write(terminal.Console, file, report);
        }
    }

    static Task<MigrationReport> MigrateAsync(string file, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken) =>
        SqliteDatabase.MigrateAsync(file, options: null, progress, cancellationToken);

    // Progress<T> would post the reports to the thread pool, where they could overtake one another.
    sealed class StatusProgress(StatusContext context) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value)
        {
            context.Status = Markup.Escape(MigrateText.Describe(value));
            context.Refresh();
        }
    }
}
