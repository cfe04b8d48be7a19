using System.Globalization;
using Spectre.Console;
using WaStore.Fast.Cli.Inspect;

namespace WaStore.Fast.Cli.Accounts;

/// <summary>What <c>wastore accounts list</c> prints for people.</summary>
static class AccountsTable
{
    internal static void Write(IAnsiConsole console, IReadOnlyList<PrintedAccount> accounts)
    {
        if (accounts.Count == 0)
        {
            console.WriteLine("no accounts");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("id", "state", "phone number", "LID", "push name", "rows");
        foreach (var account in accounts)
        {
            _ = table.AddRow(
                new Text(account.DeviceId.ToString(CultureInfo.InvariantCulture)),
                new Text(account.IsPaired ? "paired" : account.IsProvisioned ? "not paired" : "no device row"),
                Cell(account.Pn),
                Cell(account.Lid),
                Cell(account.PushName),
                new Text(account.Rows.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(table);
    }

    static Text Cell(string? value) => new(value is null ? AccountLines.None : Printable.Of(value));
}
