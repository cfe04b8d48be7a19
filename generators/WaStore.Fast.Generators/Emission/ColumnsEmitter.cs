using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes the class's own helpers for columns that can be wrong, where a row has such.</summary>
static class ColumnsEmitter
{
    internal static void Emit(SourceWriter writer, StatementSetModel set)
    {
        RowModel[] rows = [.. set.Methods.Select(static m => m.Statement?.Result.Row).OfType<RowModel>()];
        bool keys = rows.Any(static r => r.Columns.Any(static c => c.Value.Kind == ValueKind.Key32));
        bool decoded = rows.Any(static r => r.Columns.Any(static c => c.Value is { Kind: ValueKind.Decoded, Nullability: Nullability.None }));
        if (keys)
        {
            writer.Line(
                $$"""

                static {{Runtime.Key32}} ReadKey32({{Runtime.Statement}} statement, int ordinal, string column, string method)
                {
                    global::System.ReadOnlySpan<byte> bytes = statement.GetBlob(ordinal);
                    return {{Runtime.Key32}}.TryCreate(bytes, out {{Runtime.Key32}} key)
                        ? key
                        : throw {{Runtime.StoreException}}.Validation($"{{set.ClassName}}.{method}: the column '{column}' has {bytes.Length} bytes instead of 32");
                }
                """);
        }

        if (decoded)
        {
            writer.Line(
                $$"""

                static global::System.ReadOnlySpan<byte> ReadPresent({{Runtime.Statement}} statement, int ordinal, string column, string method) =>
                    !statement.IsNull(ordinal)
                        ? statement.GetBlob(ordinal)
                        : throw {{Runtime.StoreException}}.Validation($"{{set.ClassName}}.{method}: the column '{column}' is NULL");
                """);
        }
    }
}
