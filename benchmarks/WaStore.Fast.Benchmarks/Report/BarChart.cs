using System.Globalization;
using System.Text;
using System.Xml;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The bars as a picture: how much of each minimum is used, where the minimum ends, and where the aim is.</summary>
static class BarChart
{
    const string Namespace = "http://www.w3.org/2000/svg";
    const int Width = 900;
    const int Left = 360;
    const int Right = 210;
    const int Top = 74;
    const int RowHeight = 26;
    const int Thickness = 14;
    const int Foot = 24;

    // What lies beyond is cut off, and says its number.
    const double Most = 1.5;
    const string Ink = "#24292f";
    const string Good = "#2da44e";
    const string Enough = "#bf8700";
    const string Bad = "#cf222e";

    internal static string Draw(Measurements run)
    {
        (Bar Bar, double Value)[] rows = [.. Bars.All.Select(bar => (bar, bar.Value(run))).Where(static row => row.Item2 is not null).Select(static row => (row.bar, row.Item2!.Value))];
        int height = Top + (rows.Length * RowHeight) + Foot;
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            svg.WriteStartElement("svg", Namespace);
            Attributes(
                svg, ("viewBox", $"0 0 {Width} {height}"), ("width", $"{Width}"), ("height", $"{height}"), ("font-family", "sans-serif"), ("font-size", "12"), ("fill", Ink), ("role", "img"));
            svg.WriteElementString("title", Namespace, "How much of each bar's minimum is used");
            Element(svg, "rect", ("width", $"{Width}"), ("height", $"{height}"), ("fill", "white"));
            Label(svg, "How much of each bar's minimum is used (less is better; the tick is the aim)", 16, 26, "start", 16);
            Label(svg, $"{run.Commit}, {run.Date}, {run.Machine}", 16, 46, "start", 11);
            for (int i = 0; i < rows.Length; i++)
            {
                DrawRow(svg, rows[i].Bar, rows[i].Value, Top + (i * RowHeight));
            }

            double minimum = X(1);
            Element(svg, "line", ("x1", Number(minimum)), ("x2", Number(minimum)), ("y1", $"{Top - 6}"), ("y2", $"{height - Foot + 4}"), ("stroke", Ink), ("stroke-dasharray", "4 3"));
            Label(svg, "minimum", minimum, height - 8, "middle", 11);
            svg.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    static void DrawRow(XmlWriter svg, Bar bar, double value, double y)
    {
        double end = X(bar.Use(value));
        string color = bar.StandingOf(value) switch { Standing.Aim => Good, Standing.Minimum => Enough, _ => Bad };
        Label(svg, bar.Work, Left - 10, y + 12, "end", 12);
        Element(svg, "rect", ("x", $"{Left}"), ("y", Number(y)), ("width", Number(end - Left)), ("height", $"{Thickness}"), ("fill", color));
        double aim = X(bar.UseOfAim);
        Element(svg, "line", ("x1", Number(aim)), ("x2", Number(aim)), ("y1", Number(y - 3)), ("y2", Number(y + Thickness + 3)), ("stroke", Ink), ("stroke-width", "2"));
        Label(svg, $"{BarTable.Number(value)} {bar.Against}", Math.Max(end, aim) + 6, y + 12, "start", 11);
    }

    static double X(double use) => Left + (Math.Min(use, Most) / Most * (Width - Left - Right));

    static void Label(XmlWriter svg, string text, double x, double y, string anchor, int size)
    {
        svg.WriteStartElement("text", Namespace);
        Attributes(svg, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("font-size", $"{size}"));
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    static void Element(XmlWriter svg, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement(name, Namespace);
        Attributes(svg, attributes);
        svg.WriteEndElement();
    }

    static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
