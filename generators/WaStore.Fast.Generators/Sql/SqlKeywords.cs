namespace WaStore.Fast.Generators.Sql;

/// <summary>SQLite's keywords, as far as the parser decides by them (sqlite.org/lang_keywords.html; its parser lets the others be names).</summary>
static class SqlKeywords
{
    static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADD", "ALL", "ALTER", "AND", "AS", "AUTOINCREMENT", "BETWEEN", "CASE", "CHECK", "COLLATE", "COMMIT", "CONSTRAINT", "CREATE", "DEFAULT", "DEFERRABLE", "DELETE",
        "DISTINCT", "DROP", "ELSE", "ESCAPE", "EXCEPT", "EXISTS", "FOREIGN", "FROM", "GROUP", "HAVING", "IN", "INDEX", "INDEXED", "INSERT", "INTERSECT", "INTO",
        "IS", "ISNULL", "JOIN", "LIMIT", "NOT", "NOTHING", "NOTNULL", "NULL", "ON", "OR", "ORDER", "PRIMARY", "REFERENCES", "RETURNING", "SELECT", "SET", "TABLE", "THEN", "TO",
        "TRANSACTION", "UNION", "UNIQUE", "UPDATE", "USING", "VALUES", "WHEN", "WHERE",
    };

    static readonly HashSet<string> s_joins = new(StringComparer.OrdinalIgnoreCase) { "CROSS", "FULL", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT" };

    static readonly HashSet<string> s_beyond = new(StringComparer.OrdinalIgnoreCase) { "OVER", "WINDOW", "FILTER", "INDEXED", "MATERIALIZED", "RAISE", "WITHIN" };

    static readonly HashSet<string> s_otherStatements = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DETACH", "DROP", "END", "EXPLAIN", "PRAGMA", "REINDEX", "RELEASE", "ROLLBACK", "SAVEPOINT", "VACUUM",
    };

    /// <summary>Whether the word cannot be a name.</summary>
    internal static bool IsReserved(string word) => s_reserved.Contains(word);

    /// <summary>Whether the word begins a join, and so is no alias.</summary>
    internal static bool IsJoin(string word) => s_joins.Contains(word);

    /// <summary>Whether the word begins something that SQLite has and the parser does not follow.</summary>
    internal static bool IsBeyond(string word) => s_beyond.Contains(word);

    /// <summary>Whether the word begins a statement that the parser does not follow.</summary>
    internal static bool IsOtherStatement(string word) => s_otherStatements.Contains(word);
}
