using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Accounts;

/// <summary><c>wastore accounts</c>.</summary>
static class AccountsCommand
{
    internal const string Details = """
          list       The accounts of the file and how many rows each has. Changes nothing, also
                     where the file is older than the newest schema.
          remove ID  Deletes every row of the account from every table, in one transaction.
          reset ID   The same, for an account that is to start anew under its id: it is left
                     unprovisioned, and the client makes its keys and pairs again. This program
                     makes no keys that could log in.

        Both ask before they delete, and refuse where nobody can be asked, unless --yes is given.
        They refuse, and say who it is, while another process owns the file's Signal state.
        Other accounts stay as they are. The keys stay in the file's free pages and in older copies
        until they are overwritten.
        """;

    internal static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DB") { Description = "The file of a store of WaStore.Fast or whatsapp-rust." };
        var command = new Command("accounts", "Lists, removes and resets the accounts of a store's file.") { database };
        command.Add(CreateList(database, terminal));
        command.Add(CreateRemoval(AccountRemoval.Remove, "Deletes an account, whole.", database, terminal));
        command.Add(CreateRemoval(AccountRemoval.Reset, "Deletes what an account has; its id stays for a new start.", database, terminal));
        return command;
    }

    static Command CreateList(Argument<string> database, Terminal terminal)
    {
        var json = Json();
        var list = new Command("list", "Says which accounts there are.") { json };
        list.SetAction((parsed, cancellationToken) =>
        {
            var accounts = Read(parsed.GetRequiredValue(database), cancellationToken).Accounts.Select(PrintedAccount.Of).ToArray();
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(JsonSerializer.Serialize(accounts, AccountsJson.Default.PrintedAccountArray));
            }
            else
            {
                AccountsTable.Write(terminal.Console, accounts);
            }

            return Task.FromResult(ExitStatus.Success);
        });
        return list;
    }

    static Command CreateRemoval(AccountRemoval kind, string description, Argument<string> database, Terminal terminal)
    {
        var id = new Argument<int>("ID") { Description = "The account's id, as list says it." };
        id.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1))
            {
                result.AddError($"ID must be a number from 1, not '{token.Value}'");
            }
        });
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var json = Json();
        var command = new Command(kind.Name, description) { id, yes, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(database);
            var removed = await kind.RunAsync(path, Read(path, cancellationToken), parsed.GetRequiredValue(id), parsed.GetValue(yes), terminal, cancellationToken).ConfigureAwait(false);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(removed, AccountsJson.Default.PrintedRemoval)
                : kind.Describe(removed)).ConfigureAwait(false);
            return ExitStatus.Success;
        });
        return command;
    }

    static Option<bool> Json() => new("--json") { Description = "Print JSON and nothing else." };

    static StoreInspection Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            return StoreInspection.Read(path, cancellationToken);
        }
        catch (StoreException exception)
        {
            throw new CommandException($"the accounts of {path} cannot be read", exception);
        }
    }
}
