using System.Globalization;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The bars as a table in Markdown.</summary>
static class BarTable
{
    internal static void Write(TextWriter output, Measurements run) => Write(output, run, Bars.All);

    internal static void Write(TextWriter output, Measurements run, IEnumerable<Bar> bars)
    {
        output.WriteLine("| work | measured in | at least | aim | here | the floor itself | |");
        output.WriteLine("|---|---|---:|---:|---:|---:|---|");
        foreach (Bar bar in bars)
        {
            string floor = bar.Floor is { } bound ? Cell(bound.Measure.Of(run)) : "";
            output.WriteLine($"| {bar.Work} | {bar.Against} | {Number(bar.AtLeast)} | {Number(bar.Aim)} | {Cell(bar.Measure.Of(run))} | {floor} | {Text(bar.StandingIn(run))} |");
        }
    }

    internal static string Number(double value) =>
        value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    internal static string Cell(Figure? figure) =>
        figure is not { } known ? "-" : known.IsRange ? $"{Number(known.Value)} ({Number(known.Low)}-{Number(known.High)})" : Number(known.Value);

    static string Text(Standing standing) => standing switch
    {
        Standing.Aim => "aim",
        Standing.Minimum => "minimum",
        Standing.BeyondTheFloor => "**missed**, beyond the floor itself",
        Standing.Missed => "**missed**",
        _ => "not measured",
    };
}
