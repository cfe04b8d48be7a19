using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>What a snapshot's name becomes as a part of a file's name: it can neither leave the folder nor hide the file (spec/storage.md 4.10).</summary>
static class SqliteSnapshotName
{
    const int MostBytes = 100;

    /// <exception cref="StoreException">InvalidConfig: nothing is left of the name, or more than 100 bytes.</exception>
    internal static string Clean(string name)
    {
        var clean = Rewrite(name);
        return clean.Length switch
        {
            0 => throw StoreException.InvalidConfig("a snapshot's name is empty once it is cleaned"),
            > MostBytes => throw StoreException.InvalidConfig($"a snapshot's name has more than {MostBytes} bytes once it is cleaned"),
            _ => clean,
        };
    }

    /// <summary>Whether it is a name that cleaning gives.</summary>
    internal static bool IsClean(string name) => name.Length is > 0 and <= MostBytes && Rewrite(name) == name;

    static string Rewrite(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            _ = kept.Append(rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || (char)rune.Value is '_' or '-' or '.') ? (char)rune.Value : '_');
        }

        // One dot at most between parts, none at the ends.
        return string.Join('.', kept.ToString().Split('.', StringSplitOptions.RemoveEmptyEntries));
    }
}
