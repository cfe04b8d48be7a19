using System.Globalization;
using System.Text;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>Makes text from a file harmless for a terminal: names in it are the peers' and the file's to choose.</summary>
static class Printable
{
    /// <summary>The text with every control, formatting and separator character spelt out.</summary>
    internal static string Of(string text)
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
