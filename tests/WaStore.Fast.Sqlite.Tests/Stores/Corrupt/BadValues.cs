using System.Text;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>A value that another program wrote into a column.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Expression">SQL for it, with <c>@value</c> as the parameter and <c>@old</c> for what stood there.</param>
/// <param name="Value">The parameter.</param>
public sealed record BadValue(string Name, string Expression, object? Value = null)
{
    public override string ToString() => Name;
}

/// <summary>Values of every type, length and kind that no store would write.</summary>
static class BadValues
{
    const int Huge = 10 << 20;

    internal static IReadOnlyList<BadValue> All { get; } =
    [
        new("NULL", "NULL"),
        new("an empty blob", "x''"),
        new("a byte", "x'FF'"),
        new("31 bytes", "zeroblob(31)"),
        new("33 bytes", "zeroblob(33)"),
        new("random bytes", "@value", Random(200)),
        new("10 MB of random bytes", "@value", Random(Huge)),
        new("half of what was there, as a blob", "CAST(substr(CAST(@old AS BLOB), 1, max(1, length(CAST(@old AS BLOB)) / 2)) AS BLOB)"),
        new("what was there, as text", "CAST(@old AS TEXT)"),
        new("what was there, as a blob", "CAST(@old AS BLOB)"),
        new("an empty text", "''"),
        new("a text of 32 bytes", "@value", new string('k', 32)),
        new("a text with NULs", "@value", "a\0b\0"),
        new("a text that is not UTF-8", "CAST(x'6BFF80C3' AS TEXT)"),
        new("10 MB of text", "@value", new string('x', Huge)),
        new("0", "0"),
        new("-1", "-1"),
        new("2^31", "2147483648"),
        new("2^32 + 7", "4294967303"),
        new("the greatest integer", "9223372036854775807"),
        new("the least integer", "-9223372036854775807 - 1"),
        new("a fraction", "1.5"),
        new("a huge number", "1e300"),
    ];

    static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        // No text, whatever the codec.
        Encoding.ASCII.GetBytes("\u0001").CopyTo(bytes, 0);
        return bytes;
    }
}
