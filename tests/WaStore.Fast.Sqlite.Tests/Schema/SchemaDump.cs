using System.Globalization;
using System.Text.RegularExpressions;

namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>Everything that SQLite says about a schema, as lines that can be compared.</summary>
static partial class SchemaDump
{
    /// <summary>The objects with their text, and for each table what the pragmas see in it. Without our own.</summary>
    public static IReadOnlyList<string> Read(WitnessConnection connection)
    {
        var lines = new List<string>();
        foreach (var entry in connection.QueryRows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'wsf!_%' ESCAPE '!' AND tbl_name NOT LIKE 'wsf!_%' ESCAPE '!' ORDER BY type, name"))
        {
            lines.Add($"{entry[0]} {entry[1]} on {entry[2]}: {Normalize((string?)entry[3])}");
        }

        foreach (var table in connection.QueryTexts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'wsf!_%' ESCAPE '!' ORDER BY name"))
        {
            AddRows(lines, connection, "column", table, $"SELECT cid, name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}') ORDER BY cid");
            AddRows(lines, connection, "foreign key", table, $"SELECT \"from\", \"table\", \"to\", on_update, on_delete FROM pragma_foreign_key_list('{table}')");
            foreach (var index in connection.QueryTexts($"SELECT name FROM pragma_index_list('{table}') WHERE name NOT LIKE 'wsf!_%' ESCAPE '!' ORDER BY name"))
            {
                AddRows(lines, connection, index, table, $"SELECT seqno, name FROM pragma_index_info('{index}') ORDER BY seqno");
                AddRows(lines, connection, index, table, $"SELECT \"unique\", origin, partial FROM pragma_index_list('{table}') WHERE name = '{index}'");
            }
        }

        return lines;
    }

    static void AddRows(List<string> lines, WitnessConnection connection, string what, string table, string sql) =>
        lines.AddRange(connection.QueryRows(sql).Select(row =>
            $"{what} of {table}: {string.Join('|', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "NULL"))}"));

    // Upstream's text has its own comments, line breaks and quotes, which mean nothing.
    static string Normalize(string? sql) => sql is null ? "-" : Insignificant().Replace(sql, "");

    [GeneratedRegex("""--[^\n]*|\s+|"|,(?=\s*\))""")]
    private static partial Regex Insignificant();
}
