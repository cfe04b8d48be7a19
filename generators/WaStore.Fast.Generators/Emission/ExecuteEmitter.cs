using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes the body of a statement without rows.</summary>
static class ExecuteEmitter
{
    internal static void Emit(SourceWriter writer, MethodFields fields, StatementModel statement)
    {
        string local = fields.Local("statement");
        MethodEmitter.EmitPrepare(writer, fields, statement, local);
        BindingModel? pinned = Pinned(statement.Bindings.Where(b => !(statement.Variant?.Missing.Contains(b.Ordinal) ?? false)));
        MethodEmitter.EmitBindings(writer, fields, statement, local, except: pinned);
        string arguments = pinned is null ? "" : $"{Literals.Number(pinned.Ordinal)}, {BindEmitter.Span(pinned.Expression, pinned.Value.Kind)}";
        writer.Line($"{(statement.Result.Shape == ResultShape.Count ? "return" : "_ =")} {local}.Execute({arguments});");
    }

    /// <summary>The last blob, as a rule the large one of the row: SQLite reads it where it lies.</summary>
    internal static BindingModel? Pinned(IEnumerable<BindingModel> bindings) =>
        bindings.LastOrDefault(static b =>
            b.Value is { IsBlob: true, Nullability: Nullability.None }
            && (b.Value.Kind != ValueKind.ByteArray || !b.Expression.Contains('.')));
}
