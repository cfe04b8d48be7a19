using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The bars as a picture: how much of each minimum is used, where the minimum ends, where the aim is, and what the floor itself uses.</summary>
static class BarChart
{
    const string Title = "How much of each bar's minimum is used";
    const int Width = 1010;
    const int Left = 360;
    const int Right = 320;
    const int Top = 92;
    const int RowHeight = 26;
    const int Thickness = 14;
    const int Foot = 24;

    // What lies beyond is cut off, and says its number.
    const double Most = 1.5;
    const string Good = "#2da44e";
    const string Enough = "#bf8700";
    const string Bad = "#cf222e";

    internal static string Draw(Measurements run)
    {
        Bar[] bars = [.. Bars.All.Where(bar => bar.StandingIn(run) != Standing.NotMeasured)];
        int height = Top + (bars.Length * RowHeight) + Foot;
        using var svg = new Svg(Title, Width, height);
        svg.Text(Title, 16, 26, "start", 16);
        svg.Text("Less is better. The tick is the aim, the ring what the floor itself uses. Green is at its aim, yellow at its minimum, red has missed it.", 16, 64, "start");
        svg.Text($"{run.Commit}, {run.Date}, {run.Machine}", 16, 46, "start", 11);
        double minimum = X(1);
        svg.Line(minimum, Top - 6, minimum, height - Foot + 4, Svg.Ink, ("stroke-dasharray", "4 3"));
        svg.Text("minimum", minimum, height - 8, "middle", 11);
        for (int i = 0; i < bars.Length; i++)
        {
            DrawRow(svg, bars[i], run, Top + (i * RowHeight));
        }

        return svg.Finish();
    }

    static void DrawRow(Svg svg, Bar bar, Measurements run, double y)
    {
        double value = bar.Measure.Of(run)!.Value.Value;
        string color = bar.StandingIn(run) switch { Standing.Aim => Good, Standing.Minimum => Enough, _ => Bad };
        svg.Text(bar.Work, Left - 10, y + 12, "end");
        svg.Rectangle(Left, y, X(bar.Use(value)) - Left, Thickness, color);
        double aim = X(bar.UseOfAim);
        svg.Line(aim, y - 3, aim, y + Thickness + 3, Svg.Ink, ("stroke-width", "2"));
        if (bar.Floor?.Measure.Of(run) is { Value: var floor })
        {
            svg.Element("circle", ("cx", Svg.Number(X(bar.Use(floor)))), ("cy", Svg.Number(y + (Thickness / 2))), ("r", "5"), ("fill", "white"), ("stroke", Svg.Ink), ("stroke-width", "2"));
        }

        svg.Text($"{BarTable.Number(value)} {bar.Against}", Width - Right + 12, y + 12, "start", 11);
    }

    static double X(double use) => Left + (Math.Min(use, Most) / Most * (Width - Left - Right));
}
