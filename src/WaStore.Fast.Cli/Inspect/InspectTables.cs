using System.Globalization;
using Spectre.Console;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>What <c>wastore inspect</c> prints for people: the file, then its accounts side by side.</summary>
static class InspectTables
{
    const int LabelWidth = 28;
    const int AccountWidth = 36;

    internal static void Write(IAnsiConsole console, StoreInspection store, DateTimeOffset now)
    {
        console.WriteLine();
        console.Write(FileFacts(store));
        foreach (var accounts in store.Accounts.Chunk(Math.Max(1, (console.Profile.Width - LabelWidth) / AccountWidth)))
        {
            console.Write(AccountTable(accounts, now));
        }
    }

    static Grid FileFacts(StoreInspection store)
    {
        var file = store.File;
        var migrations = store.Migrations;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Fact("file", store.Path);
        Fact("size", $"{Number(file.Bytes)} bytes: {Number(file.Pages)} pages of {Number(file.PageSize)}, {Number(file.FreePages)} of them free");
        Fact("log", file.WalBytes == 0 ? "none" : $"{Number(file.WalBytes)} bytes");
        Fact("read", Source(store.Source));
        Fact("library", store.Library.Verdict);
        Fact("migrations", $"{migrations.Applied} of {migrations.Known} known ones applied");
        Facts("missing", migrations.Missing);
        Facts("unknown", migrations.Unknown);
        Fact("accounts", Number(store.Accounts.Count));
        return grid;

        void Fact(string label, string value) => grid.AddRow(Label(label), new Text(Printable.Of(value)));

        void Facts(string label, IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                Fact(label, value);
                label = "";
            }
        }
    }

    static Table AccountTable(AccountInspection[] accounts, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var account in accounts)
        {
            _ = table.AddColumn(string.Create(CultureInfo.InvariantCulture, $"account {account.DeviceId}"));
        }

        foreach (var (label, value) in AccountLines.All(now))
        {
            var values = accounts.Select(value).ToArray();
            if (values.Any(text => text is not null))
            {
                _ = table.AddRow([Label(label), .. values.Select(text => new Text(Printable.Of(text ?? AccountLines.None)))]);
            }
        }

        _ = table.AddRow([Label("rows"), .. accounts.Select(_ => Text.Empty)]);
        foreach (var name in accounts[0].Rows.Keys)
        {
            _ = table.AddRow([Label($"  {name}"), .. accounts.Select(account => new Text(Number(account.Rows[name])))]);
        }

        return table;
    }

    static Text Label(string text) => new(text, new Style(decoration: Decoration.Dim));

    static string Source(InspectionSource source) => source switch
    {
        InspectionSource.TheFile => "in place, without locks",
        InspectionSource.Copy => "a private copy with its log, deleted since",
        InspectionSource.MigratedCopy => "a private copy, migrated there and deleted since; the file itself is as it was",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
