using System.Globalization;
using System.Text;
using System.Xml;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Writes a picture as SVG, dark on white. Text is text there, whatever it means in XML; numbers have at most one decimal.</summary>
sealed class Svg : IDisposable
{
    internal const string Ink = "#24292f";

    const string Namespace = "http://www.w3.org/2000/svg";

    readonly StringBuilder _text = new();
    readonly XmlWriter _xml;

    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="mark">A comment that the file begins with.</param>
    internal Svg(string title, int width, int height, string? mark = null)
    {
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true });
        if (mark is not null)
        {
            _xml.WriteComment($" {mark} ");
        }

        _xml.WriteStartElement("svg", Namespace);
        Attributes(("viewBox", $"0 0 {width} {height}"), ("width", $"{width}"), ("height", $"{height}"), ("font-family", "sans-serif"), ("font-size", "12"), ("fill", Ink), ("role", "img"));
        _xml.WriteElementString("title", Namespace, title);
        Element("rect", ("width", $"{width}"), ("height", $"{height}"), ("fill", "white"));
    }

    internal static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    internal void Text(string text, double x, double y, string anchor, int size = 12)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes(("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("font-size", Number(size)));
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    internal void Line(double x1, double y1, double x2, double y2, string color, params ReadOnlySpan<(string Name, string Value)> more)
    {
        _xml.WriteStartElement("line", Namespace);
        Attributes(("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("stroke", color));
        Attributes(more);
        _xml.WriteEndElement();
    }

    internal void Rectangle(double x, double y, double width, double height, string color) =>
        Element("rect", ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", color));

    internal void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        End();
    }

    /// <summary>Opens an element; what follows is in it, until <see cref="End"/>.</summary>
    internal void Begin(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        Attributes(attributes);
    }

    internal void End() => _xml.WriteEndElement();

    /// <summary>The picture; nothing can be added after it.</summary>
    internal string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _xml.Dispose();

    void Attributes(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            _xml.WriteAttributeString(name, value);
        }
    }
}
