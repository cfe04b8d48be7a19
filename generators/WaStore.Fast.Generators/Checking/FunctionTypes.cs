using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>What SQLite's functions give, as far as it is always the same; a function that is not here may give anything.</summary>
static class FunctionTypes
{
    static readonly HashSet<string> s_integers =
        ["changes", "count", "instr", "last_insert_rowid", "length", "octet_length", "random", "sign", "total_changes", "unicode", "unixepoch"];

    static readonly HashSet<string> s_texts =
        ["char", "concat", "concat_ws", "date", "datetime", "format", "group_concat", "hex", "json", "json_array", "json_group_array", "json_group_object", "json_object", "lower", "ltrim", "printf", "quote", "replace", "rtrim", "strftime", "string_agg", "time", "trim", "typeof", "upper"];

    static readonly HashSet<string> s_blobs = ["randomblob", "unhex", "zeroblob"];

    static readonly HashSet<string> s_reals = ["avg", "julianday", "round", "total"];

    static readonly HashSet<string> s_firsts = ["likelihood", "likely", "nullif", "unlikely"];

    static readonly HashSet<string> s_commons = ["coalesce", "ifnull", "max", "min"];

    static readonly HashSet<string> s_aggregates = ["avg", "count", "group_concat", "json_group_array", "json_group_object", "max", "min", "string_agg", "sum", "total"];

    /// <summary>The type of a call.</summary>
    internal static SqlType Of(string name, SqlType[] arguments) =>
        s_integers.Contains(name) ? SqlType.Integer
        : s_texts.Contains(name) ? SqlType.Text
        : s_blobs.Contains(name) ? SqlType.Blob
        : s_reals.Contains(name) ? SqlType.Real
        : s_firsts.Contains(name) && arguments.Length > 0 ? arguments[0]
        : s_commons.Contains(name) ? SqlTypes.Common(arguments)
        : name is "abs" or "sum" && arguments is [SqlType.Integer or SqlType.Real] ? arguments[0]
        : name is "substr" or "substring" && arguments is [SqlType.Text or SqlType.Blob, ..] ? arguments[0]
        : name is "iif" or "if" && arguments.Length == 3 ? SqlTypes.Common(arguments.Skip(1))
        : SqlType.Unknown;

    /// <summary>Whether a call sees all rows; <c>max</c> and <c>min</c> of two values see one.</summary>
    internal static bool IsAggregate(SqlCall call) => s_aggregates.Contains(call.Name) && (call.Name is not ("max" or "min") || call.Arguments.Length == 1);
}
