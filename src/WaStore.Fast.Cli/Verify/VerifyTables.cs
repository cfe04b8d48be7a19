using System.Globalization;
using Spectre.Console;
using WaStore.Fast.Cli.Inspect;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Verify;

/// <summary>What <c>wastore verify</c> prints for people.</summary>
static class VerifyTables
{
    internal static void Write(IAnsiConsole console, StoreVerification store)
    {
        console.WriteLine();
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        _ = grid.AddRow(Label("file"), Value(store.Path));
        _ = grid.AddRow(Label("library"), Value(store.Library.Verdict));
        _ = grid.AddRow(Label("migrations"), Value($"{store.Migrations.Applied} of {store.Migrations.Known} known ones applied"));
        _ = grid.AddRow(Label("rows"), Value(Number(store.Rows)));
        _ = grid.AddRow(Label("verdict"), Value(Verdict(store)));
        console.Write(grid);
        if (store.Findings.Count > 0)
        {
            console.Write(Findings(store.Findings));
        }
    }

    static Table Findings(IEnumerable<VerificationFinding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "table", "account", "rows", "what", "row ids");
        foreach (var finding in findings)
        {
            _ = table.AddRow(
                new Text(Severity(finding.Severity), new Style(finding.Severity == VerificationSeverity.Error ? Color.Red : Color.Default)),
                Value(finding.Table ?? AccountLines.None),
                Value(finding.DeviceId?.ToString(CultureInfo.InvariantCulture) ?? AccountLines.None),
                Value(Number(finding.Count)),
                Value(finding.Message),
                Value(RowIds(finding)));
        }

        return table;
    }

    static string RowIds(VerificationFinding finding) =>
        string.Join(", ", finding.RowIds) + (finding.RowIds.Count > 0 && finding.RowIds.Count < finding.Count ? ", ..." : "");

    static string Verdict(StoreVerification store)
    {
        long Count(VerificationSeverity severity) => store.Findings.Count(finding => finding.Severity == severity);
        return store.Findings.Count == 0
            ? "nothing found"
            : $"{Count(VerificationSeverity.Error)} errors, {Count(VerificationSeverity.Warning)} warnings, {Count(VerificationSeverity.Note)} notes";
    }

    static string Severity(VerificationSeverity severity) => severity switch
    {
        VerificationSeverity.Error => "error",
        VerificationSeverity.Warning => "warning",
        _ => "note",
    };

    static Text Label(string text) => new(text, new Style(decoration: Decoration.Dim));

    static Text Value(string text) => new(Printable.Of(text));

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
