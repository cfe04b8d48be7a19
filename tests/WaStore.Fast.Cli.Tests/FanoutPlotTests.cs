using System.Globalization;
using System.Xml.Linq;
using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Cli.Tests;

/// <summary>The picture that <c>wastore fanout --plot</c> makes, and what it leaves alone.</summary>
public sealed class FanoutPlotTests
{
    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    static readonly string[] s_small = ["fanout", "--participants", "3", "--messages", "7"];
    static readonly string[] s_both = ["cold", "warm"];
    static readonly string[] s_one = ["cold"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_an_SVG_with_a_line_for_each_kind_of_send(bool cold)
    {
        using var folder = new StoreFolder();
        var path = folder.File("times.svg");

        var run = await CliRun.InProcessAsync([.. s_small, "--plot", path, .. cold ? new[] { "--cold" } : []]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("time p50", run.Output, StringComparison.Ordinal);
        var svg = XDocument.Load(path).Root!;
        Assert.Equal(s_svg + "svg", svg.Name);
        Assert.Equal("Group send to 3 participants x 2 devices + 2 of our own = 8 devices", svg.Element(s_svg + "title")!.Value);
        var texts = svg.Descendants(s_svg + "text").Select(text => text.Value).ToList();
        Assert.Contains(texts, text => text.StartsWith("storage work only, SQLite ", StringComparison.Ordinal) && text.EndsWith("a temporary file", StringComparison.Ordinal));
        Assert.Contains("percentile of the sends", texts);
        Assert.Contains("time of a send", texts);
        Assert.Contains("50", texts);
        Assert.Contains(texts, text => text.EndsWith("ms", StringComparison.Ordinal) || text.EndsWith("us", StringComparison.Ordinal));
        var series = svg.Descendants(s_svg + "g").ToList();
        Assert.Equal(cold ? s_one : s_both, series.Select(one => one.Attribute("data-name")!.Value));
        Assert.Equal(cold ? ["7"] : ["5", "7"], series.Select(one => one.Attribute("data-sends")!.Value));
        Assert.All(series, AssertLine);
        // Nothing but the picture is left.
        Assert.Equal(path, Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path)));
    }

    [Fact]
    public async Task A_name_that_means_something_in_XML_is_text_there()
    {
        using var folder = new StoreFolder();
        var path = folder.File("times.SVG");

        var run = await CliRun.InProcessAsync([.. s_small, "--json", "--db", folder.File("a&b 'c'.db"), "--plot", path]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(8, run.Json.GetProperty("group").GetProperty("devices").GetInt32());
        Assert.Contains(XDocument.Load(path).Root!.Descendants(s_svg + "text"), text => text.Value.EndsWith(", a&b 'c'.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_own_picture_is_replaced()
    {
        using var folder = new StoreFolder();
        var path = folder.File("times.svg");
        _ = await CliRun.InProcessAsync([.. s_small, "--plot", path]);
        var first = await File.ReadAllTextAsync(path);

        var run = await CliRun.InProcessAsync(["fanout", "--participants", "2", "--messages", "2", "--plot", path]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.NotEqual(first, await File.ReadAllTextAsync(path));
        Assert.Contains("2 participants", XDocument.Load(path).Root!.Element(s_svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("times.svg", "not a picture that this command made")]
    [InlineData("times.db", "its name ends in .svg")]
    [InlineData("missing/times.svg", "no such folder")]
    [InlineData("folder.svg", "it is a folder")]
    public async Task Where_it_may_not_be_nothing_is_measured_nor_touched(string name, string because)
    {
        using var folder = new StoreFolder();
        await File.WriteAllTextAsync(folder.File("times.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        await File.WriteAllTextAsync(folder.File("times.db"), "mine");
        _ = Directory.CreateDirectory(folder.File("folder.svg"));
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync([.. s_small, "--db", folder.Database, "--plot", folder.File(name)]);

        run.AssertFailed(ExitStatus.Failure, because);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public void What_came_there_while_it_measured_stays()
    {
        using var folder = new StoreFolder();
        var path = folder.File("times.svg");
        var plot = PlotFile.At(path);
        File.WriteAllText(path, "somebody else's");

        var refused = Assert.Throws<CommandException>(() => plot.Write("<svg/>"));

        Assert.Contains("was not touched", refused.Message, StringComparison.Ordinal);
        Assert.Equal("somebody else's", File.ReadAllText(path));
        _ = Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Many_sends_are_thinned_and_the_slowest_stays()
    {
        double[] times = [.. Enumerable.Range(1, 100_000).Select(i => (double)i)];
        var svg = XDocument.Parse(LatencyPlot.Draw("t", "s", [new LatencySeries("warm", "red", times)])).Root!;

        var points = PointsOf(svg);

        Assert.InRange(points.Length, 100, 1_000);
        Assert.Equal(points.MaxBy(point => point.X), points[^1]);
        Assert.Equal(points.Min(point => point.Y), points[^1].Y);
        Assert.Contains(svg.Descendants(s_svg + "text"), text => text.Value == "max 100 ms");
        Assert.Contains(svg.Descendants(s_svg + "text"), text => text.Value == "p99 99 ms");
        Assert.Contains(svg.Descendants(s_svg + "text"), text => text.Value == "99.9");
    }

    [Fact]
    public void One_send_and_equal_times_are_a_picture_too()
    {
        foreach (var times in new double[][] { [0], [5], [10, 10], [1_000_000] })
        {
            var svg = XDocument.Parse(LatencyPlot.Draw("t", "s", [new LatencySeries("cold", "red", times)])).Root!;
            Assert.Equal(times.Length, PointsOf(svg).Length);
            AssertLine(svg.Element(s_svg + "g")!);
        }
    }

    static void AssertLine(XElement series)
    {
        var points = PointsOf(series);
        Assert.Equal(int.Parse(series.Attribute("data-sends")!.Value, CultureInfo.InvariantCulture), points.Length);
        Assert.All(points, point => Assert.True(point is { X: >= 90 and <= 690, Y: >= 84 and <= 436 }, $"{point}"));
        // Slower to the right.
        Assert.Equal(points.OrderBy(point => point.X).ThenByDescending(point => point.Y), points);
        Assert.All(["p50 ", "p90 ", "p99 ", "max "], label => Assert.Contains(series.Elements(s_svg + "text"), text => text.Value.StartsWith(label, StringComparison.Ordinal)));
    }

    static (double X, double Y)[] PointsOf(XElement element) =>
        [.. element.DescendantsAndSelf(s_svg + "polyline").Single().Attribute("points")!.Value.Split(' ').Select(static pair => pair.Split(','))
            .Select(static pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
