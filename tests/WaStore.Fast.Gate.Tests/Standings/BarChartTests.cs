using System.Globalization;
using System.Xml.Linq;
using WaStore.Fast.Benchmarks.Report;

namespace WaStore.Fast.Gate.Tests.Standings;

/// <summary>The bars as a picture.</summary>
public sealed class BarChartTests
{
    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_bar_that_was_measured_is_in_it_and_names_stay_text()
    {
        XElement svg = Draw(SyntheticRun.Threads(10, 16, 10, 15));

        string[] texts = [.. svg.Elements(s_svg + "text").Select(text => text.Value)];
        Assert.Contains("0123456789ab, 2026-01-02, a <machine>", texts);
        Assert.Contains("hits of 2 threads", texts);
        Assert.Contains("1.25 times those of one", texts);
        Assert.DoesNotContain("hit by interned key", texts);
        Assert.NotNull(svg.Element(s_svg + "title"));
    }

    [Fact]
    public void The_floor_is_a_ring_where_it_was_measured()
    {
        // 1.60 of 1.60 is where the minimum ends.
        XElement ring = Assert.Single(Draw(SyntheticRun.Threads(10, 16, 10, 12.5)).Elements(s_svg + "circle"));
        XElement minimum = Draw(SyntheticRun.Threads(10, 16, 10, 12.5)).Elements(s_svg + "line").Single(line => line.Attribute("stroke-dasharray") is not null);

        Assert.Equal(minimum.Attribute("x1")!.Value, ring.Attribute("cx")!.Value);
        Assert.Empty(Draw(SyntheticRun.Of(("SignalCacheReaderBenchmarks.ByKey[Threads=1]", 10), ("SignalCacheReaderBenchmarks.ByKey[Threads=2]", 16))).Elements(s_svg + "circle"));
    }

    [Fact]
    public void No_label_is_cut()
    {
        // Everything is far beyond its bar, so that every bar is as long as it gets.
        XElement svg = Draw(SyntheticRun.Of(
            (SyntheticRun.Ours, 1000), (SyntheticRun.C, 1000), ("SessionInReadBenchmarks.MicrosoftDataSqliteLoop[Ids=1000, KeyOrder=True]", 1000), (Bars.AotReopen, 1e12)));
        double width = double.Parse(svg.Attribute("width")!.Value, CultureInfo.InvariantCulture);

        Assert.All(svg.Elements(s_svg + "text"), text =>
        {
            // No letter of a sans serif is on average wider than this part of its size.
            double length = text.Value.Length * Number(text, "font-size") * 0.6;
            double x = Number(text, "x");
            (double from, double to) = text.Attribute("text-anchor")!.Value switch { "end" => (x - length, x), "middle" => (x - (length / 2), x + (length / 2)), _ => (x, x + length) };
            Assert.True(from >= 0 && to <= width, $"{text.Value} from {from} to {to}");
        });
    }

    static XElement Draw(Measurements run) => XDocument.Parse(BarChart.Draw(run)).Root!;

    static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
