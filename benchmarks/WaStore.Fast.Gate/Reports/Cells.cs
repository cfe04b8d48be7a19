using System.Globalization;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Reports;

/// <summary>A benchmark's line in a table, the same for people and for a pull request.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Verdict">FASTER, SAME, SLOWER, UNKNOWN.</param>
/// <param name="Ratio">Change over base.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="Noise">How far base over base reaches from 1.</param>
/// <param name="Base">The base's time of an operation.</param>
/// <param name="Bytes">The managed bytes of an operation, base and change.</param>
sealed record Cells(string Name, string Verdict, string Ratio, string Interval, string Noise, string Base, string Bytes)
{
    internal static Cells Titles { get; } = new("benchmark", "verdict", "ratio", "95 % interval", "noise", "base", "bytes/op");

    internal IReadOnlyList<string> All => [Name, Verdict, Ratio, Interval, Noise, Base, Bytes];

    internal static Cells Of(Judged judged)
    {
        Judgement judgement = judged.Judgement;
        string verdict = judgement.Time.ToString().ToUpperInvariant();
        return judgement.Estimate is { } estimate
            ? Of(judged.Name, verdict, estimate) with { Base = Time(judged.Runs[0]), Bytes = Allocation(judgement.Allocation, estimate.Allocation) }
            : new Cells(judged.Name, verdict, "-", "-", "-", "-", "-");
    }

    internal static Cells Of(string name, string verdict, Estimate estimate) => new(
        name,
        verdict,
        Text($"{estimate.Change.Value:0.000}"),
        Text($"{estimate.Change.Low:0.000}-{estimate.Change.High:0.000}"),
        Text($"{estimate.Control.Reach:P1}"),
        "",
        "");

    static string Allocation(AllocationVerdict verdict, AllocationEstimate estimate) => verdict switch
    {
        AllocationVerdict.Same => Text($"{estimate.Change:0.#}"),
        _ => Text($"{estimate.Base:0.#} -> {estimate.Change:0.#} {verdict.ToString().ToUpperInvariant()}"),
    };

    static string Time(Measured measured)
    {
        double nanoseconds = Median.Of(measured.Launches.SelectMany(launch => launch.Rounds).Select(round => round.Base.Nanoseconds)) / measured.Operations;
        return nanoseconds switch
        {
            < 1_000 => Text($"{nanoseconds:0.0} ns"),
            < 1_000_000 => Text($"{nanoseconds / 1_000:0.0} us"),
            _ => Text($"{nanoseconds / 1_000_000:0.00} ms"),
        };
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
