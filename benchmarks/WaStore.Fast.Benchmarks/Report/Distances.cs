using System.Globalization;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>Of each bar that is not at its aim: by how much it misses, what bounds it, and what the profile says.</summary>
static class Distances
{
    internal static void Write(TextWriter output, Measurements run)
    {
        Bar[] missed = [.. Bars.All.Where(bar => bar.StandingIn(run) is Standing.Minimum or Standing.BeyondTheFloor or Standing.Missed)];
        if (missed.Length == 0)
        {
            output.WriteLine("Every bar that was measured is at its aim.");
        }

        foreach (Bar bar in missed)
        {
            output.WriteLine($"* **{bar.Work}** ({bar.Against}): {Sentence(bar, bar.Measure.Of(run)!.Value.Value)}{Floor(bar, run)} {Reasons.Of(bar) ?? "No profile says why yet."}");
        }
    }

    static string Sentence(Bar bar, double value)
    {
        string minimum = bar.Reaches(value, bar.AtLeast) ? "" : $", {Between(bar, value, bar.AtLeast)} the minimum of {BarTable.Number(bar.AtLeast)}";
        return $"{BarTable.Number(value)} is {Between(bar, value, bar.Aim)} the aim of {BarTable.Number(bar.Aim)}{minimum}.";
    }

    static string Floor(Bar bar, Measurements run)
    {
        if (bar.Floor is not { } bound || bound.Measure.Of(run) is not { Value: var floor })
        {
            return "";
        }

        string beyond = !bar.Reaches(floor, bar.AtLeast) ? "; the minimum is beyond it" : !bar.Reaches(floor, bar.Aim) ? "; the aim is beyond it" : "";
        double value = bar.Measure.Of(run)!.Value.Value;
        string ours = bar.Reaches(value, floor) ? "" : $", and we are {Between(bar, value, floor)} that";
        return $" {bound.What} reaches {BarTable.Number(floor)}{beyond}{ours}.";
    }

    // Nothing is a multiple of 0.
    static string Between(Bar bar, double value, double goal) => goal == 0
        ? $"{BarTable.Number(value)} above"
        : bar.IsMoreBetter ? $"{Percent(1 - (value / goal))} short of" : $"{Percent((value / goal) - 1)} above";

    static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.#} %");
}
