using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>Which C# values and SQL columns go together. SQLite would store and convert anything; what it would not find again is a fault.</summary>
static class TypeRules
{
    /// <summary>What a value is stored as.</summary>
    internal static SqlType Stored(ValueModel value) => value.Kind switch
    {
        ValueKind.Double => SqlType.Real,
        ValueKind.String or ValueKind.CharSpan => SqlType.Text,
        ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteSpan => value.IsText ? SqlType.Text : SqlType.Blob,
        ValueKind.Key32 or ValueKind.StoredBlob => SqlType.Blob,
        ValueKind.Decoded => SqlType.Unknown,
        _ => SqlType.Integer,
    };

    /// <summary>Whether a value may be stored in the column, or be compared with it.</summary>
    internal static bool CanMeet(SqlType value, SqlType column) => IsAny(value) || IsAny(column) || value == column || (IsNumber(value) && IsNumber(column));

    /// <summary>Whether the column can be read as the value.</summary>
    internal static bool CanRead(SqlType column, ValueModel value) => column switch
    {
        SqlType.Integer => value.Kind != ValueKind.Decoded && IsNumber(Stored(value)),
        SqlType.Real => value.Kind == ValueKind.Double,
        // A decoder is given the bytes, and text has bytes.
        SqlType.Text or SqlType.Blob => value.Kind == ValueKind.Decoded || Stored(value) == column,
        _ => true,
    };

    /// <summary>As messages say it.</summary>
    internal static string Describe(SqlType value) => value switch
    {
        SqlType.Integer => "an integer",
        SqlType.Real => "a number",
        SqlType.Text => "text",
        _ => "a blob",
    };

    static bool IsAny(SqlType type) => type is SqlType.Unknown or SqlType.Null;

    static bool IsNumber(SqlType type) => type is SqlType.Integer or SqlType.Real;
}
