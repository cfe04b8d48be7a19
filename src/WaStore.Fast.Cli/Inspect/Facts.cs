using System.Globalization;
using System.Text;
using Spectre.Console;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>Labels and values, one under the other. Values come from a file, so nothing in them may reach the terminal as a command.</summary>
sealed class Facts
{
    readonly List<(string Label, string Value)> _lines = [];

    internal void Add(string label, string value) => _lines.Add((label, Printable(value)));

    /// <summary>One line a value, the label before the first.</summary>
    internal void AddEach(string label, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Add(label, value);
            label = "";
        }
    }

    internal Grid ToGrid()
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (label, value) in _lines)
        {
            _ = grid.AddRow(new Text(label, new Style(decoration: Decoration.Dim)), new Text(value));
        }

        return grid;
    }

    /// <summary>The text with every control and formatting character made visible: names are the peers' and the file's to choose.</summary>
    internal static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHarmless = Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            _ = isHarmless ? printable.Append(rune.ToString()) : printable.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return printable.ToString();
    }
}
