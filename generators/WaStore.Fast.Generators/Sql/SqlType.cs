namespace WaStore.Fast.Generators.Sql;

/// <summary>What a column or expression holds, as far as it can be told; SQLite itself enforces none of it.</summary>
enum SqlType
{
    /// <summary>Anything, or not known: never a reason to complain.</summary>
    Unknown,
    Integer,
    Real,
    Text,
    Blob,
    Null,
}

static class SqlTypes
{
    /// <summary>The type that a column's declaration names (sqlite.org/datatype3.html 3.1); what people use for more than one thing is unknown.</summary>
    internal static SqlType OfDeclaration(string declared)
    {
        string type = declared.ToUpperInvariant();
        return Has(type, "INT") || Has(type, "BOOL") ? SqlType.Integer
            : Has(type, "CHAR") || Has(type, "CLOB") || Has(type, "TEXT") ? SqlType.Text
            : Has(type, "BLOB") ? SqlType.Blob
            : Has(type, "REAL") || Has(type, "FLOA") || Has(type, "DOUB") ? SqlType.Real
            : SqlType.Unknown;
    }

    /// <summary>The one type of several expressions, of which some may be NULL.</summary>
    internal static SqlType Common(IEnumerable<SqlType> types)
    {
        SqlType[] distinct = [.. types.Where(static t => t != SqlType.Null).Distinct()];
        return distinct.Length == 1 ? distinct[0] : SqlType.Unknown;
    }

    /// <summary>As messages say it.</summary>
    internal static string Name(this SqlType type) => type.ToString().ToUpperInvariant();

    static bool Has(string type, string part) => type.IndexOf(part, StringComparison.Ordinal) >= 0;
}
