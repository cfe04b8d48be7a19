using System.Globalization;
using System.Text;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes C# literals.</summary>
static class Literals
{
    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string String(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < ' ' or '\x7f' or '\x85' or '\x2028' or '\x2029' => literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A UTF-8 literal; the empty one without its needless null.</summary>
    internal static string Utf8(string value) => value.Length == 0 ? "default" : String(value) + "u8";
}
