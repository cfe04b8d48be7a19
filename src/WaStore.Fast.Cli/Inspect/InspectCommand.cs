using System.CommandLine;
using System.Text.Json;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Inspect;

/// <summary><c>wastore inspect</c>.</summary>
static class InspectCommand
{
    internal const string Details = """
        Printed are the SQLite library and the verdict on it, the migrations, and of each account the
        counts of its rows, the ids of its pre-keys and the ages of things. Never a key.

        Nothing is changed: the file's folder stays byte for byte as it was and need not be writable.
        A file of the newest schema that nobody works on is read in place, without locks. One with a
        -wal, -shm or -journal beside it (in use, or left by a crash), and one of an older schema, is
        copied with its log into a private temporary folder, read and if need be migrated there, and
        the copy is deleted.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DB") { Description = "The file of a store of WaStore.Fast or whatsapp-rust." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("inspect", "Says what a store's file holds, and changes nothing.") { database, json };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetRequiredValue(database), parsed.GetValue(json), terminal, cancellationToken)));
        return command;
    }

    static int Run(string path, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        StoreInspection inspection;
        try
        {
            inspection = StoreInspection.Read(path, cancellationToken);
        }
        catch (StoreException exception)
        {
            throw new CommandException($"{path} cannot be inspected", exception);
        }

        if (json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(inspection, InspectJson.Default.StoreInspection));
        }
        else
        {
            InspectTables.Write(terminal.Console, inspection, DateTimeOffset.UtcNow);
        }

        return ExitStatus.Success;
    }
}
