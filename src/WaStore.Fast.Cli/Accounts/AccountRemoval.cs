using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Accounts;

/// <summary>One of the two commands that delete an account. They do the same; what differs is what is meant, and said.</summary>
sealed record AccountRemoval(string Name, string Question, string Outcome)
{
    internal static AccountRemoval Remove { get; } = new("remove", "Remove", "removed");

    internal static AccountRemoval Reset { get; } = new("reset", "Reset", "reset, and is unprovisioned now: the client makes its keys and pairs again");

    /// <summary>Asks, unless told not to, and deletes.</summary>
    /// <exception cref="CommandException">There is no such account, nobody said yes, or the file cannot be changed. Nothing was changed.</exception>
    internal async Task<PrintedRemoval> RunAsync(string path, StoreInspection inspection, int deviceId, bool yes, Terminal terminal, CancellationToken cancellationToken)
    {
        var account = inspection.Accounts.FirstOrDefault(account => account.DeviceId == deviceId)
            ?? throw new CommandException($"{path} has no account {deviceId}");
        var printed = PrintedAccount.Of(account);
        if (!yes)
        {
            await AskAsync(path, printed, terminal, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var database = await ExistingStore.OpenAsync(path, new SqliteOptions(), cancellationToken).ConfigureAwait(false);
            await using (database.ConfigureAwait(false))
            {
                // A bot that runs on the file would write the account's rows anew.
                database.TakeOwnership();
                await database.Account(deviceId).RemoveAsync(deviceId, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException exception)
        {
            throw new CommandException($"account {deviceId} of {path} cannot be {(this == Remove ? "removed" : "reset")}", exception);
        }

        return new PrintedRemoval(path, deviceId, Name, printed.Rows, IsProvisioned: false);
    }

    internal string Describe(PrintedRemoval removed) => $"account {removed.DeviceId}, {removed.Rows} rows: {Outcome}";

    async Task AskAsync(string path, PrintedAccount account, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.CanAsk)
        {
            throw new CommandException($"nothing was changed: '{Name}' deletes all rows of account {account.DeviceId}, and there is nobody to ask; give --yes");
        }

        // Not on standard output, which may be a program's.
        await terminal.Error.WriteAsync($"{Question} account {account.DeviceId}{account.Describe()} of {path}, {account.Rows} rows? It cannot be undone. [y/N] ").ConfigureAwait(false);
        await terminal.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        var answer = await terminal.Input.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (answer?.Trim() is not ("y" or "Y" or "yes" or "Yes" or "YES"))
        {
            throw new CommandException("nothing was changed");
        }
    }
}
