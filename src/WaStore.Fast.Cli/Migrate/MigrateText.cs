using System.Globalization;
using Spectre.Console;
using WaStore.Fast.Cli.Inspect;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Migrate;

/// <summary>What <c>wastore migrate</c> says to people.</summary>
static class MigrateText
{
    internal static void Write(IAnsiConsole console, string file, MigrationReport report)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Facts("file", [file]);
        if (report.WasUpToDate)
        {
            Facts("migrated", ["nothing: it is up to date, and no copy was kept"]);
        }
        else
        {
            Facts("copy", [report.CopyPath ?? "none"]);
            Facts("migrations", report.Applied.Count == 0 ? ["none was missing"] : [Count(report.Applied.Count, "applied", "applied"), .. report.Applied]);
            Facts("re-encoded", report.Reencoded.Count == 0 ? ["no blob was of an older form"] : [.. report.Reencoded.GroupBy(blobs => blobs.DeviceId).Select(Account)]);
        }

        Facts("added", report.AddedIndexes.Select(index => $"index {index}"));
        Facts("dropped", report.DroppedIndexes.Select(index => $"index {index}, which the file has under another name"));
        console.WriteLine();
        console.Write(grid);

        void Facts(string label, IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                _ = grid.AddRow(new Text(label, new Style(decoration: Decoration.Dim)), new Text(Printable.Of(value)));
                label = "";
            }
        }
    }

    /// <summary>A step, for the line that shows the progress.</summary>
    internal static string Describe(MigrationProgress step) => step.Step switch
    {
        MigrationStep.Copying => string.Create(CultureInfo.InvariantCulture, $"keeping a copy ({100L * step.Number / step.Count} %): {Printable.Of(step.Detail ?? "")}"),
        MigrationStep.Migrating => string.Create(CultureInfo.InvariantCulture, $"migration {step.Number} of {step.Count}: {step.Detail}"),
        MigrationStep.Reencoding => "re-encoding old blobs",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    static string Account(IGrouping<int, ReencodedBlobs> account) =>
        string.Create(CultureInfo.InvariantCulture, $"account {account.Key}: {string.Join(", ", account.Select(Kind))}");

    static string Kind(ReencodedBlobs blobs) => blobs.Kind switch
    {
        LegacyBlobKind.SyncKey => Count(blobs.Count, "sync key", "sync keys"),
        LegacyBlobKind.CollectionVersion => Count(blobs.Count, "collection version", "collection versions"),
        LegacyBlobKind.ServerCertChain => Count(blobs.Count, "certificate chain", "certificate chains"),
        _ => throw new ArgumentOutOfRangeException(nameof(blobs)),
    };

    static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
