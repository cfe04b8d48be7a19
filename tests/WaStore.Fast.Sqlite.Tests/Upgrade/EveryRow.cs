using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>Every row of every table of a file, whoever's they are, as the other library sees them: row id, and of each column the type and the value.</summary>
static class EveryRow
{
    /// <summary>By table, one line a row in the order of row ids; <c>run_on</c> of the migrations' table by its type alone.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(WitnessConnection file) =>
        Tables(file).ToDictionary(table => table, table => Read(file, table));

    internal static IReadOnlyList<string> Read(WitnessConnection file, string table)
    {
        var columns = file.QueryTexts($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid")
            .Select(column => column == "run_on" ? $"'{column} ' || typeof(\"{column}\")" : $"'{column} ' || typeof(\"{column}\") || ' ' || quote(\"{column}\")");
        // Full-text search keeps some of its tables without row ids.
        var hasRowIds = file.QueryTexts($"SELECT 1 FROM sqlite_master WHERE name = '{table}' AND sql LIKE '%WITHOUT ROWID%'").Count == 0;
        return file.QueryTexts($"SELECT {(hasRowIds ? "'row ' || rowid" : "'row'")} || ', ' || {string.Join(" || ', ' || ", columns)} AS line FROM \"{table}\" ORDER BY {(hasRowIds ? "rowid" : "line")}");
    }

    internal static IReadOnlyList<string> Tables(WitnessConnection file) => file.QueryTexts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
}
