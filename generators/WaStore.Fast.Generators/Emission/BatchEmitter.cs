using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes the body of a batch that runs its statement once an entry.</summary>
static class BatchEmitter
{
    /// <summary>What binds and runs one entry.</summary>
    internal static void EmitFields(SourceWriter writer, MethodFields fields)
    {
        if (fields.Method.Statement?.List is not { RunsOncePerEntry: true } batch)
        {
            return;
        }

        writer.Line($"static readonly {Runtime.EntryRunner}<{batch.EntryType}> {fields.Run} = static ({Runtime.Statement} statement, in {batch.EntryType} entry) =>");
        writer.Line("{");
        using (writer.Indent())
        {
            BindingModel? pinned = ExecuteEmitter.Pinned(batch.Bindings);
            foreach (BindingModel binding in batch.Bindings.Where(b => b != pinned))
            {
                BindEmitter.Emit(writer, "statement", Ordinal(batch, binding), binding, "value" + Literals.Number(binding.Ordinal));
            }

            string arguments = pinned is null ? "" : $"{Ordinal(batch, pinned)}, {BindEmitter.Span(pinned.Expression, pinned.Value.Kind)}";
            writer.Line($"return statement.ExecuteEntry({arguments});");
        }

        writer.Line("};");
    }

    internal static void Emit(SourceWriter writer, MethodFields fields, StatementModel statement, ListModel batch)
    {
        bool counts = statement.Result.Shape == ResultShape.Count;
        using (writer.Block($"if ({batch.Parameter}.IsEmpty)"))
        {
            writer.Line(counts ? "return 0;" : "return;");
        }

        string local = fields.Local("statement");
        MethodEmitter.EmitPrepare(writer, fields, statement, local);
        MethodEmitter.EmitBindings(writer, fields, statement, local);
        writer.Line($"{(counts ? "return" : "_ =")} {local}.ExecuteEach({batch.Parameter}, {fields.Run});");
    }

    static string Ordinal(ListModel batch, BindingModel binding) => Literals.Number(batch.SharedParameters + 1 + binding.Ordinal);
}
