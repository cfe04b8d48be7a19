using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes one method: its signature, its checks at the door, and the body by its kind.</summary>
static class MethodEmitter
{
    internal static void Emit(SourceWriter writer, StatementSetModel set, MethodFields fields)
    {
        MethodModel method = fields.Method;
        string label = $"{set.ClassName}.{method.Name}";
        string parameters = string.Join(", ", method.Parameters.Select(static p => $"{p.Modifiers}{p.Type} {p.Name}"));
        writer.Line(set.ImplementsInterface ? "/// <inheritdoc/>" : "/// <summary>A statement.</summary>");
        using (writer.Block($"public {method.ReturnType} {method.Name}({parameters})"))
        {
            if (method.Statement is not { } statement)
            {
                writer.Line($"throw new global::System.InvalidOperationException({Literals.String(label + " is not declared correctly: see the diagnostics of its build.")});");
                return;
            }

            foreach (ParameterModel parameter in method.Parameters.Where(static p => p.MustNotBeNull))
            {
                writer.Line($"global::System.ArgumentNullException.ThrowIfNull({parameter.Name});");
            }

            if (statement.List is { RunsOncePerEntry: true } batch)
            {
                BatchEmitter.Emit(writer, fields, statement, batch);
            }
            else if (statement.List is not null)
            {
                ListEmitter.Emit(writer, fields, statement);
            }
            else if (statement.Result.Row is not null)
            {
                QueryEmitter.Emit(writer, fields, statement, label);
            }
            else
            {
                ExecuteEmitter.Emit(writer, fields, statement);
            }
        }
    }

    /// <summary>Gets the prepared statement of a method that has one.</summary>
    internal static void EmitPrepare(SourceWriter writer, MethodFields fields, StatementModel statement, string local)
    {
        string sql = Literals.Utf8(statement.Sql.Head);
        string slot = fields.PlainSlot is > 0 ? $"s_slots + {Literals.Number(fields.PlainSlot.Value)}" : "s_slots";
        if (statement.Variant is { } variant)
        {
            writer.Line($"{Runtime.Statement} {local} = _connection.Prepare({slot}, {fields.Variant}");
            using (writer.Indent())
            {
                writer.Line($"? {Literals.Utf8(variant.Sql.Head)}");
                writer.Line($": {sql});");
            }
        }
        else
        {
            writer.Line($"{Runtime.Statement} {local} = _connection.Prepare({slot}, {sql});");
        }
    }

    /// <summary>Binds the parameters that stand outside a list.</summary>
    internal static void EmitBindings(SourceWriter writer, MethodFields fields, StatementModel statement, string local, BindingModel? except = null)
    {
        foreach (BindingModel binding in statement.Bindings)
        {
            if (binding == except)
            {
                continue;
            }

            void Bind() => BindEmitter.Emit(writer, local, Literals.Number(binding.Ordinal), binding, fields.Local("value" + Literals.Number(binding.Ordinal)));
            if (statement.Variant is { } variant && variant.Missing.Contains(binding.Ordinal))
            {
                using (writer.Block($"if (!{fields.Variant})"))
                {
                    Bind();
                }
            }
            else
            {
                Bind();
            }
        }
    }
}
