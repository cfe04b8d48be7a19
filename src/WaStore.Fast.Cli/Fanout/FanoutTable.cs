using System.Globalization;
using Spectre.Console;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>What <c>wastore fanout</c> prints for people.</summary>
static class FanoutTable
{
    static readonly string[] s_kinds = ["first", "cold", "warm"];

    internal static void Write(IAnsiConsole console, FanoutReport report)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]Group send[/] to {report.Group.Participants} participants x {report.Group.DevicesEach} devices + {report.Group.OwnOtherDevices} of our own = {report.Group.Devices} devices");
        console.MarkupLineInterpolated($"[dim]{report.Database.Path}{(report.Database.Temporary ? " (temporary, deleted)" : "")}, SQLite {report.Database.SqliteVersion}[/]");
        console.Write(Table(report));
        console.MarkupLineInterpolated($"[dim]{report.Measured}.[/]");
        console.MarkupLine("[dim]first: no session or key is stored. cold: all is stored, nothing in memory, a new sender key for every device.[/]");
        console.MarkupLine("[dim]warm: the members have the key; a send waits only where a lease of 64 messages ends.[/]");
    }

    static Table Table(FanoutReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("per send"));
        SendStatistics[] kinds = report.Warm is { } warm ? [report.First, report.Cold, warm] : [report.First, report.Cold];
        foreach (var name in s_kinds.Take(kinds.Length))
        {
            _ = table.AddColumn(new TableColumn(name).RightAligned());
        }

        Row("sends measured", kind => Count(kind.Sends));
        Row("time p50", kind => Time(kind.Microseconds.P50));
        Row("time p99", kind => Time(kind.Microseconds.P99));
        Row("time max", kind => Time(kind.Microseconds.Max));
        _ = table.AddEmptyRow();
        Row("statements executed to read", kind => Each(kind, kind.Total.ReadExecutions));
        Row("statements executed to write", kind => Each(kind, kind.Total.WriteExecutions));
        Row("write transactions", kind => Each(kind, kind.Total.Transactions));
        Row("rows read", kind => Each(kind, kind.Total.RowsRead));
        Row("rows written", kind => Each(kind, kind.Total.RowsWritten));
        Row("found in the Signal cache", kind => Each(kind, kind.Total.Cache.Hits));
        Row("not found there", kind => Each(kind, kind.Total.Cache.Misses));
        Row("flushes", kind => Each(kind, kind.Total.Cache.Flushes));
        Row("waits for a lease", kind => Each(kind, kind.Total.Cache.GateWaits));
        Row("bytes to the WAL", kind => Each(kind, kind.Total.WalBytes));
        Row("managed bytes allocated", kind => kind.Total.AllocatedBytes is { } bytes ? Each(kind, bytes) : "-");
        return table;

        void Row(string label, Func<SendStatistics, string> cell) => table.AddRow([label, .. kinds.Select(cell)]);
    }

    static string Time(double microseconds) =>
        microseconds >= 1_000 ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000:N2} ms") : string.Create(CultureInfo.InvariantCulture, $"{microseconds:N0} us");

    static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // A whole number where every send cost the same; what only some of the warm ones pay for is a fraction.
    static string Each(SendStatistics kind, long total) =>
        total % kind.Sends == 0 || total / kind.Sends >= 100
            ? Count(total / kind.Sends)
            : (total / (double)kind.Sends).ToString("N2", CultureInfo.InvariantCulture);
}
