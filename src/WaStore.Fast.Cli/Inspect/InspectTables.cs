using System.Globalization;
using Spectre.Console;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>What <c>wastore inspect</c> prints for people.</summary>
static class InspectTables
{
    internal static void Write(IAnsiConsole console, StoreInspection store, DateTimeOffset now)
    {
        console.WriteLine();
        console.Write(FileFacts(store).ToGrid());
        foreach (var account in store.Accounts)
        {
            console.WriteLine();
            console.Write(new Rule(string.Create(CultureInfo.InvariantCulture, $"account {account.DeviceId}")).LeftJustified());
            console.Write(new Columns(AccountFacts.Of(account, now).ToGrid(), Rows(account)) { Expand = false });
        }

        if (store.Accounts.Count == 0)
        {
            console.WriteLine();
            console.WriteLine("no account");
        }
    }

    static Facts FileFacts(StoreInspection store)
    {
        var file = store.File;
        var migrations = store.Migrations;
        var facts = new Facts();
        facts.Add("file", store.Path);
        facts.Add("size", $"{Bytes(file.Bytes)}: {Number(file.Pages)} pages of {Number(file.PageSize)}, {Number(file.FreePages)} of them free");
        facts.Add("log", file.WalBytes == 0 ? "none" : Bytes(file.WalBytes));
        facts.Add("read", Source(store.Source));
        facts.Add("SQLite", store.Library.Verdict);
        facts.Add("migrations", $"{migrations.Applied} of {migrations.Known} known ones applied");
        facts.AddEach("missing", migrations.Missing);
        facts.AddEach("unknown", migrations.Unknown);
        facts.Add("accounts", Number(store.Accounts.Count));
        return facts;
    }

    static Table Rows(AccountInspection account)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("table").AddColumn(new TableColumn("rows").RightAligned());
        foreach (var (name, count) in account.Rows)
        {
            _ = table.AddRow(name, Number(count));
        }

        return table;
    }

    static string Source(InspectionSource source) => source switch
    {
        InspectionSource.TheFile => "in place, without locks",
        InspectionSource.Copy => "a private copy with its log, since deleted",
        InspectionSource.MigratedCopy => "a private copy, migrated there, since deleted; the file is as old as it was",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static string Bytes(long value) => $"{Number(value)} bytes";
}
