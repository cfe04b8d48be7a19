using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes how columns are read.</summary>
static class ReadEmitter
{
    /// <summary>The expression that reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="statement">The statement's expression.</param>
    /// <param name="method">The method, for messages.</param>
    internal static string Row(RowModel row, string statement, string method)
    {
        string columns = string.Join(", ", row.Columns.Select(c => Column(c, statement, method)));
        return row.Kind switch
        {
            RowKind.Constructor => $"new {row.Type}({columns})",
            RowKind.Tuple => $"({columns})",
            _ => columns,
        };
    }

    static string Column(ColumnModel column, string statement, string method)
    {
        string ordinal = Literals.Number(column.Ordinal);
        string value = Value(column, statement, ordinal, method);
        return column.Value.Nullability == Nullability.None ? value : $"{statement}.IsNull({ordinal}) ? null : ({column.Value.Type}?){value}";
    }

    static string Value(ColumnModel column, string statement, string ordinal, string method)
    {
        ValueModel value = column.Value;
        string read = value.Kind switch
        {
            ValueKind.Int64 => $"{statement}.GetInt64({ordinal})",
            ValueKind.Int32 => $"{statement}.GetInt32({ordinal})",
            ValueKind.SmallInteger when !value.IsEnum => $"unchecked(({value.Type}){statement}.GetInt64({ordinal}))",
            ValueKind.SmallInteger => $"{statement}.GetInt64({ordinal})",
            ValueKind.UInt32 => $"unchecked((uint){statement}.GetInt32({ordinal}))",
            ValueKind.UInt64 => $"unchecked((ulong){statement}.GetInt64({ordinal}))",
            ValueKind.Boolean => $"{statement}.GetBoolean({ordinal})",
            ValueKind.Double => $"{statement}.GetDouble({ordinal})",
            ValueKind.String => $"{statement}.GetString({ordinal})",
            ValueKind.ByteSpan => value.IsText ? $"{statement}.GetText({ordinal})" : $"{statement}.GetBlob({ordinal})",
            ValueKind.StoredBlob => $"{statement}.GetStoredBlob({ordinal})",
            ValueKind.Key32 => $"ReadKey32({statement}, {ordinal}, {Literals.String(column.Name)}, {Literals.String(method)})",
            ValueKind.Decoded => $"{value.Decoder}.Decode({Decoded(column, statement, ordinal, method)})",
            _ => value.IsText ? $"{statement}.GetText({ordinal}).ToArray()" : $"{statement}.GetBytes({ordinal})",
        };
        return value.IsEnum ? $"unchecked(({value.Type}){read})" : read;
    }

    // A decoder never sees NULL.
    static string Decoded(ColumnModel column, string statement, string ordinal, string method) => IsStrictlyDecoded(column.Value)
        ? $"ReadPresent({statement}, {ordinal}, {Literals.String(column.Name)}, {Literals.String(method)})"
        : $"{statement}.GetBlob({ordinal})";

    static bool IsStrictlyDecoded(ValueModel value) => value is { Kind: ValueKind.Decoded, Nullability: Nullability.None };
}
