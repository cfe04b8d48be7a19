using System.CommandLine;
using System.Text.Json;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Verify;

/// <summary><c>wastore verify</c>.</summary>
static class VerifyCommand
{
    internal const string Details = """
        Checked are the pages and indexes (SQLite's integrity_check), foreign keys, every column of
        every row (its type, its length, whether it decodes), rows of accounts without a device row,
        and counters against the rows that they count.

          error    damaged or impossible, or an exception when it is read
          warning  unusual, or a form that a client takes for absent; the store keeps it as it is
          note     worth knowing: an older encoding, a migration, rows that were set aside

        Rows are named by table, account and row id, never by a key, an address or their content.
        Nothing is changed: the file is read as by 'inspect', in place or as a private copy that is
        deleted. An older file is verified as it is after its migrations.

        The status is 0 without errors, 1 with errors (or when the file cannot be read), 2 for a
        wrong command line, 130 after Ctrl-C.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DB") { Description = "The file of a store of WaStore.Fast or whatsapp-rust." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("verify", "Decodes every row of a store's file, says what is wrong, and changes nothing.") { database, json };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetRequiredValue(database), parsed.GetValue(json), terminal, cancellationToken)));
        return command;
    }

    static int Run(string path, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        StoreVerification verification;
        try
        {
            verification = StoreVerification.Read(path, new VerifyProgress(terminal.Error, TimeProvider.System), cancellationToken);
        }
        catch (StoreException exception)
        {
            throw new CommandException($"{path} cannot be verified", exception);
        }

        if (json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(verification, VerifyJson.Default.StoreVerification));
        }
        else
        {
            VerifyTables.Write(terminal.Console, verification);
        }

        return verification.HasErrors ? ExitStatus.Failure : ExitStatus.Success;
    }
}
