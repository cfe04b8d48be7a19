using System.Globalization;
using System.Text;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Draws how long sends took, by percentile: the tail has as much room as the middle, and times grow by powers of ten.</summary>
static class LatencyPlot
{
    const int Width = 880;
    const int Height = 500;
    const int Left = 90;
    const int Right = 190;
    const int Top = 84;
    const int Bottom = 64;
    const int MostPoints = 400;
    const string Grid = "#d8dee4";

    static readonly double[] s_percentiles = [0, 50, 90, 99, 99.9, 99.99];
    static readonly double[] s_marked = [0.50, 0.90, 0.99];

    /// <summary>The picture as SVG.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="settings">Under which circumstances.</param>
    /// <param name="series">One line each; every one has at least one time.</param>
    internal static string Draw(string title, string settings, IReadOnlyList<LatencySeries> series)
    {
        var scale = Scale.Of(series);
        using var svg = new Svg(title, Width, Height, PlotFile.Mark);
        svg.Text(title, Left, 30, "start", size: 17);
        svg.Text(settings, Left, 52, "start");
        DrawAxes(svg, scale);
        for (var i = 0; i < series.Count; i++)
        {
            DrawSeries(svg, series[i], scale, legendAt: Top + 12 + (i * 106));
        }

        return svg.Finish();
    }

    static void DrawAxes(Svg svg, Scale scale)
    {
        for (var decade = scale.FirstDecade; decade <= scale.LastDecade; decade++)
        {
            var y = scale.Y(Math.Pow(10, decade));
            svg.Line(Left, y, Width - Right, y, Grid);
            svg.Text(Time(Math.Pow(10, decade)), Left - 8, y + 4, "end");
        }

        foreach (var percentile in s_percentiles.Where(percentile => scale.Holds(percentile / 100)))
        {
            var x = scale.X(percentile / 100);
            svg.Line(x, Top, x, Height - Bottom, Grid);
            svg.Text(percentile.ToString("0.##", CultureInfo.InvariantCulture), x, Height - Bottom + 18, "middle");
        }

        svg.Text("percentile of the sends", (Left + Width - Right) / 2.0, Height - 18, "middle");
        svg.Text("time of a send", 14, Top - 12, "start");
    }

    static void DrawSeries(Svg svg, LatencySeries series, Scale scale, double legendAt)
    {
        svg.Begin("g", ("class", "series"), ("data-name", series.Name), ("data-sends", Svg.Number(series.Microseconds.Count)));
        var points = new StringBuilder();
        foreach (var i in Chosen(series.Microseconds.Count, scale))
        {
            _ = points.Append(points.Length == 0 ? "" : " ")
                .Append(Svg.Number(scale.X(Rank(i, series.Microseconds.Count)))).Append(',').Append(Svg.Number(scale.Y(series.Microseconds[i])));
        }

        svg.Element("polyline", ("points", points.ToString()), ("fill", "none"), ("stroke", series.Color), ("stroke-width", "2"));
        svg.Rectangle(Width - Right + 22, legendAt - 9, 14, 10, series.Color);
        svg.Text($"{series.Name}, {series.Microseconds.Count} {(series.Microseconds.Count == 1 ? "send" : "sends")}", Width - Right + 42, legendAt, "start");
        var line = legendAt;
        foreach (var quantile in s_marked)
        {
            var index = (int)Math.Ceiling(quantile * series.Microseconds.Count) - 1;
            svg.Element(
                "circle",
                ("cx", Svg.Number(scale.X(Rank(index, series.Microseconds.Count)))),
                ("cy", Svg.Number(scale.Y(series.Microseconds[index]))),
                ("r", "3.5"),
                ("fill", series.Color));
            svg.Text($"p{quantile * 100:0} {Time(series.Microseconds[index])}", Width - Right + 42, line += 18, "start");
        }

        svg.Text($"max {Time(series.Microseconds[^1])}", Width - Right + 42, line + 18, "start");
        svg.End();
    }

    // Of very many sends those that can be told apart.
    static IEnumerable<int> Chosen(int count, Scale scale)
    {
        var last = double.NegativeInfinity;
        for (var i = 0; i < count; i++)
        {
            var x = scale.X(Rank(i, count));
            if (count <= MostPoints || i == count - 1 || x - last >= (Width - Left - Right) / (double)MostPoints)
            {
                last = x;
                yield return i;
            }
        }
    }

    // The middle of the part of the sends that one of them stands for, so that the slowest has a place on the axis too.
    static double Rank(int index, int count) => (index + 0.5) / count;

    static string Time(double microseconds) => microseconds switch
    {
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000:0.##} s"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000:0.##} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.#} us"),
    };

    /// <summary>Where times and percentiles are.</summary>
    readonly record struct Scale(int FirstDecade, int LastDecade, double LastNines)
    {
        internal static Scale Of(IReadOnlyList<LatencySeries> series)
        {
            var least = series.Min(one => one.Microseconds[0]);
            var greatest = series.Max(one => one.Microseconds[^1]);
            var first = (int)Math.Floor(Math.Log10(Math.Max(least, 0.1)));
            return new Scale(first, Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(Math.Max(greatest, 0.1)))), series.Max(one => Nines(Rank(one.Microseconds.Count - 1, one.Microseconds.Count))));
        }

        internal bool Holds(double quantile) => quantile < 1 && Nines(quantile) <= LastNines;

        internal double X(double quantile) => Left + (Nines(quantile) / LastNines * (Width - Left - Right));

        internal double Y(double microseconds) =>
            Height - Bottom - ((Math.Log10(Math.Max(microseconds, Math.Pow(10, FirstDecade))) - FirstDecade) / (LastDecade - FirstDecade) * (Height - Top - Bottom));

        // 0, 0.9, 0.99, 0.999 are equally far from each other.
        static double Nines(double quantile) => -Math.Log10(1 - quantile);
    }
}

/// <summary>The times of sends of one kind.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Color">Of its line.</param>
/// <param name="Microseconds">The times, ascending.</param>
sealed record LatencySeries(string Name, string Color, IReadOnlyList<double> Microseconds);
